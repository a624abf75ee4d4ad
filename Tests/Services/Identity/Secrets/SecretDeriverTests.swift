import Cryptography
import Foundation
import IdentityDomain
import Testing

@testable import identity

@Suite("Temporary passwords and names")
struct SecretDeriverTests {
  @Test(
    "a serial whose password has the username in it, in any case, is passed over, and so is the next"
  )
  func passedOver() throws {
    let secrets = SecretDeriver(key: try randomBytes(32))
    let account = UUID()
    let first = try secrets.temporaryPassword(account: account, serial: 7)
    let second = try secrets.temporaryPassword(account: account, serial: 8)
    let words = IdentityWords(
      username: String(first.dropFirst(2).prefix(4)).lowercased(),
      email: "\(second.suffix(6).lowercased())@example.org")

    #expect(words.occur(in: first) && words.occur(in: second))
    let serial = try secrets.temporarySerial(from: 7, account: account, avoiding: words)
    let issued = try secrets.temporaryPassword(account: account, serial: serial)
    #expect(serial > 8 && !words.occur(in: issued))
  }

  @Test("who has other names gets the password of the serial asked for")
  func asked() throws {
    let secrets = SecretDeriver(key: try randomBytes(32))
    let words = IdentityWords(username: "amina.diallo", email: "a.d@example.org")
    #expect(try secrets.temporarySerial(from: 3, account: UUID(), avoiding: words) == 3)
  }
}
