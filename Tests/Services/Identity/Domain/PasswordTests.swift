import Foundation
import IdentityDomain
import Testing

@Suite struct PasswordTests {
  struct Row: Sendable {
    let password: String
    let faults: [PasswordFault]
  }

  static let table: [Row] = [
    Row(password: "Harbour7crane", faults: []),
    Row(password: "Épinards4ever", faults: []),
    Row(password: "Ωμεγα٣٤٥٦", faults: []),
    Row(password: "Ab1", faults: [.tooShort]),
    Row(password: "harbour7crane", faults: [.noUppercase]),
    Row(password: "HarbourCrane", faults: [.noDigit]),
    Row(password: "مرحبا٣٤٥٦", faults: [.noUppercase]),
    Row(password: "Password1", faults: [.common]),
    Row(password: "P@ssw0rd2024!", faults: [.common]),
    Row(password: "Azerty123", faults: [.common]),
    Row(password: "Abcd1234", faults: [.common]),
    Row(password: "1Q2w3e4r", faults: [.common]),
    Row(password: "Amina.Diallo7", faults: [.sameAsIdentity]),
    Row(password: "Amina7@example.org", faults: [.sameAsIdentity]),
    Row(password: "Amina.Diallo7!", faults: [.containsIdentity]),
    Row(password: "My-ÁMINA.DIALLO7", faults: [.containsIdentity]),
    Row(password: "2026ＡＭＩＮＡ7x", faults: [.containsIdentity]),
    Row(password: "Amina7", faults: [.tooShort, .containsIdentity]),
    Row(password: "Amina-7-Diallo", faults: []),
    Row(password: "Old7Harbour", faults: [.unchanged]),
    Row(password: "", faults: [.tooShort, .noUppercase, .noDigit]),
    Row(password: "A1" + String(repeating: "x", count: 254), faults: []),
    Row(password: "A1" + String(repeating: "x", count: 255), faults: [.tooLong]),
  ]

  @Test("Each password of the table breaks exactly the rules named beside it", arguments: table)
  func golden(row: Row) throws {
    let faults = try PasswordRule.faults(
      of: row.password, username: Username("amina.diallo7"),
      email: EmailAddress("amina7@example.org"), current: "Old7Harbour")
    #expect(faults == row.faults, "\(row.password)")
  }

  @Test("A list of breached passwords adds to the common ones, alone and with digits behind")
  func list() throws {
    let common = CommonPasswords(list: "# remark\nsunflower\nletme1nn\n")
    let faults = { (password: String) in
      try PasswordRule.faults(
        of: password, username: Username("amina"), email: EmailAddress("a@example.org"),
        common: common)
    }
    #expect(common.count == 2)
    #expect(try faults("Sunflower7") == [.common])
    #expect(try faults("$Unfl0wer2026!") == [.common])
    #expect(try faults("Letme1nn") == [.common])
    #expect(try faults("Password1") == [.common])
    #expect(try faults("Sunflower7crane") == [])
    #expect(try faults("Sunflower-Crane 7") == [])
  }

  @Test("10 000 temporary passwords are readable, distinct and pass the password rule")
  func temporary() throws {
    var generator = SystemRandomNumberGenerator()
    let username = try Username("amina.diallo")
    let email = try EmailAddress("a.d@example.org")
    var seen: Set<String> = []
    for serial in 0..<10_000 {
      let password = try TemporaryPassword.derive(account: UUID(), serial: Int64(serial)) { _ in
        (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
      }
      #expect(password.text.count == 12)
      #expect(password.text.allSatisfy(TemporaryPassword.alphabet.contains))
      #expect(PasswordRule.faults(of: password.text, username: username, email: email).isEmpty)
      seen.insert(password.text)
    }
    #expect(seen.count == 10_000)
  }

  @Test("Names of three characters stand in passwords by chance, and are left alone")
  func shortNames() throws {
    let faults = try PasswordRule.faults(
      of: "Harbour-Bob-7", username: Username("bob"), email: EmailAddress("har@example.org"))
    #expect(faults.isEmpty)
  }

  @Test("The alphabet has no look-alikes, and what the rules leave of it is 64 bits or more")
  func entropy() {
    let alphabet = TemporaryPassword.alphabet
    #expect(Set(alphabet).count == alphabet.count)
    #expect(Set(alphabet).isDisjoint(with: "01BIOSZbgloq"))
    let all = Double(alphabet.count)
    let noUpper = Double(alphabet.count { !$0.isUppercase })
    let noDigit = Double(alphabet.count { !$0.isNumber })
    let neither = Double(alphabet.count { !$0.isUppercase && !$0.isNumber })
    let left = pow(all, 12) - pow(noUpper, 12) - pow(noDigit, 12) + pow(neither, 12)
    #expect(log2(left) >= 64)
  }

  @Test("The same account and serial give the same password, through the same messages")
  func deterministic() throws {
    let account = try #require(UUID(uuidString: "00112233-4455-6677-8899-aabbccddeeff"))
    let mac = { (message: [UInt8]) -> [UInt8] in
      // FNV-1a, 64 bits, finished as SplitMix64 does: the same for the same message, well spread.
      (UInt8(0)..<32).map { index in
        let hash = (message + [index]).reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
          ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        let mixed = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
        return UInt8(truncatingIfNeeded: ((mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb) >> 56)
      }
    }
    let first = try TemporaryPassword.derive(account: account, serial: 4, mac: mac)
    #expect(try TemporaryPassword.derive(account: account, serial: 4, mac: mac) == first)
    #expect(try TemporaryPassword.derive(account: account, serial: 5, mac: mac) != first)
    let message = SecretPurpose.passwordReset.message(account: account, serial: 258)
    #expect(
      message == Array("clikc".utf8) + [0, 2] + [
        0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee,
        0xff, 0, 0, 0, 0, 0, 0, 1, 2, 0,
      ])
    #expect(throws: TemporaryPassword.DerivationFailed.self) {
      try TemporaryPassword.derive(account: account, serial: 1) { _ in [] }
    }
  }

  @Test("White space around a pasted password does not matter")
  func paste() {
    #expect(TemporaryPassword.trimmed(" \t\u{A0}AbcD3fgh \r\n") == "AbcD3fgh")
  }

  @Test("A reset link lives 30 minutes and a temporary password 7 days, the end excluded")
  func lifetimes() {
    let issued = Date(timeIntervalSince1970: 1_000_000)
    #expect(SecretPurpose.passwordReset.isValid(issued: issued, now: issued + 1799))
    #expect(!SecretPurpose.passwordReset.isValid(issued: issued, now: issued + 1800))
    #expect(SecretPurpose.temporaryPassword.isValid(issued: issued, now: issued + 604_799))
    #expect(!SecretPurpose.temporaryPassword.isValid(issued: issued, now: issued + 604_800))
  }
}
