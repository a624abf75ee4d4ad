import Foundation
import IdentityDomain
import Testing

/// The codes themselves are held to the RFCs' vectors where HMAC-SHA-1 is: SecondFactorTests.
@Suite struct TOTPTests {
  @Test(
    "RFC 4648's vectors of Base32, without padding",
    arguments: [
      ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
      ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ])
  func base32(plain: String, encoded: String) {
    #expect(Base32.text(Array(plain.utf8)) == encoded)
  }

  @Test("Digits are read in any script and with spaces, anything else is no code")
  func digits() {
    #expect(TOTP.digits(" 123 456 ") == "123456")
    #expect(TOTP.digits("123-456") == "123456")
    #expect(TOTP.digits("١٢٣٤٥٦") == "123456")
    for wrong in ["", "12345", "1234567", "12345a", "½23456", "abcdef"] {
      #expect(TOTP.digits(wrong) == nil, "\(wrong)")
    }
  }

  @Test("A recovery code is read however it is typed, and all its bits count")
  func recovery() throws {
    let code = try #require(RecoveryCode(random: [1, 2, 3, 4, 5, 6, 7, 8]))
    #expect(code.text.count == 14 && code.plain.count == 12)
    #expect(RecoveryCode(typed: code.text) == code)
    #expect(RecoveryCode(typed: " \(code.plain.uppercased()) ") == code)
    #expect(RecoveryCode(typed: "oil0-0000-0000")?.plain == "011000000000")
    #expect(RecoveryCode(typed: "u000-0000-0000") == nil)
    #expect(RecoveryCode(typed: "000") == nil)
    #expect(RecoveryCode(random: [1]) == nil)
  }

  @Test("What an app scans names site and account, whatever the name holds")
  func address() {
    let text = AuthenticatorAddress.text(username: "a.b@c", key: "MZXW6")
    #expect(text == "otpauth://totp/CLiKC%21:a%2Eb%40c?secret=MZXW6&issuer=CLiKC%21")
  }

  @Test("A second factor is demanded of staff only, and only where the site says so")
  func rule() {
    #expect(SecondFactorRule.staff.demands(of: [.learner, .coordinator]))
    #expect(SecondFactorRule.staff.demands(of: [.administrator]))
    #expect(!SecondFactorRule.staff.demands(of: [.learner, .tutor, .expert]))
    #expect(!SecondFactorRule.offered.demands(of: [.administrator]))
  }
}
