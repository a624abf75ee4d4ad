import Foundation
import NotificationDomain
import Testing

@Suite struct CertificateTests {
  @Test("a serial holds its year, its number and a check digit")
  func serial() {
    #expect(CertificateSerial(year: 2026, number: 42).text == "CLIKC-2026-000042-6")
    #expect(
      CertificateSerial(year: 2026, number: 12_345_678).text.hasPrefix("CLIKC-2026-12345678-"))
  }

  @Test("the check digit finds any wrong digit and any neighbours exchanged")
  func checkDigit() {
    for number in stride(from: Int64(1), to: 999_999, by: 7919) {
      let text = CertificateSerial(year: 2026, number: number).text
      #expect(CertificateSerial(text)?.text == text)
      let characters = Array(text)
      for index in characters.indices where characters[index].isNumber {
        for digit in "0123456789" where digit != characters[index] {
          var wrong = characters
          wrong[index] = digit
          #expect(CertificateSerial(String(wrong)) == nil)
        }
        guard index + 1 < characters.count, characters[index + 1].isNumber,
          characters[index] != characters[index + 1]
        else { continue }
        var wrong = characters
        wrong.swapAt(index, index + 1)
        #expect(CertificateSerial(String(wrong)) == nil)
      }
    }
  }

  @Test("a code spells all 128 bits, so that 100 000 of them are 100 000")
  func codes() {
    var generator = SeededGenerator(state: 1)
    var texts: Set<String> = []
    for _ in 0..<100_000 {
      let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
      if let code = VerificationCode(bytes: bytes) { texts.insert(code.text) }
    }

    #expect(texts.count == 100_000)
    #expect(
      VerificationCode(bytes: Array(repeating: 255, count: 16))?.text
        == "7ZZZZ-ZZZZZ-ZZZZZZ-ZZZZZ-ZZZZZ")
    #expect(VerificationCode(bytes: Array(repeating: 0, count: 15)) == nil)
  }

  @Test("a code is read as people type it")
  func reading() throws {
    let code = try #require(VerificationCode(bytes: Array(1...16)))
    let typed = code.text.lowercased().replacing("-", with: " ").replacing("0", with: "o")

    #expect(VerificationCode(reading: code.text) == code)
    #expect(VerificationCode(reading: typed) == code)
    #expect(VerificationCode(reading: code.text.replacing("-", with: "")) == code)
  }

  @Test(
    "what cannot be a code is none",
    arguments: [
      "", "x", "8ZZZZ-ZZZZZ-ZZZZZZ-ZZZZZ-ZZZZZ", "0U000-00000-000000-00000-00000",
      "../../etc/passwd", "0000٠-00000-000000-00000-00000", String(repeating: "0", count: 27),
    ])
  func notACode(text: String) {
    #expect(VerificationCode(reading: text) == nil)
  }

  @Test("days are those of the calendar, leap years and all")
  func days() {
    var now = Date(timeIntervalSince1970: -2_208_988_800 + 86399)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    for _ in 0..<800 {
      let civil = CivilDate(now)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday, .hour], from: now)
      #expect(
        [civil.year, civil.month, civil.day, civil.weekday + 1, civil.hour]
          == [parts.year, parts.month, parts.day, parts.weekday, parts.hour])
      now += 86400 * 101 + 3607
    }
  }

  @Test("numbers have the reader's decimal mark")
  func numbers() {
    #expect(WrittenLanguage.french.number(2.5) == "2,5")
    #expect(WrittenLanguage.english.number(2.5) == "2.5")
    #expect(WrittenLanguage.spanish.number(12) == "12")
  }

  @Test("the site's address is an http address, however it ends")
  func site() throws {
    let site = try #require(SiteAddress("https://clikc.example/"))

    let mail = UUID()
    let mark = "?mail=\(mail.uuidString.lowercased())"
    #expect(
      site.passwordReset(token: "abc", mail: mail) == "https://clikc.example/reset/abc\(mark)")
    #expect(site.front(mail: mail) == "https://clikc.example/\(mark)")
    #expect(
      site.front(mail: mail, username: "o'neil@x.example", password: "a&b c")
        == "https://clikc.example/\(mark)#username=o%27neil%40x.example&password=a%26b%20c")
    #expect(SiteAddress("ftp://clikc.example") == nil)
    #expect(SiteAddress("clikc.example") == nil)
  }
}
