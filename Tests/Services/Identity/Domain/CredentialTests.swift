import Foundation
import IdentityDomain
import Testing

@Suite struct CredentialTests {
  let now = Date(timeIntervalSince1970: 1_000_000)

  func credential(temporaryUntil end: Date?) -> Credential {
    Credential(
      account: UUID(), passwordHash: "$argon2id$", temporarySerial: 2, temporaryExpiresAt: end,
      resetSerial: 0)
  }

  @Test("White space around a temporary password is dropped, one's own is taken as sent")
  func candidates() {
    #expect(credential(temporaryUntil: now).candidate(" Abc\n") == "Abc")
    #expect(credential(temporaryUntil: nil).candidate(" Abc\n") == " Abc\n")
  }

  @Test("Only the newest temporary password in force may be mailed")
  func reveals() {
    let issued = credential(temporaryUntil: now + 10)
    #expect(issued.reveals(temporary: 2, now: now))
    #expect(!issued.reveals(temporary: 1, now: now))
    #expect(!issued.reveals(temporary: 3, now: now))
    #expect(!issued.reveals(temporary: 2, now: now + 10))
    #expect(!credential(temporaryUntil: nil).reveals(temporary: 2, now: now))
  }

  @Test("A temporary password expires at its end, one's own never")
  func expiry() {
    #expect(!credential(temporaryUntil: now + 1).isExpired(at: now))
    #expect(credential(temporaryUntil: now).isExpired(at: now))
    #expect(!credential(temporaryUntil: nil).isExpired(at: now))
  }

  @Test("A reset token is usable until its end and never after its use")
  func tokens() {
    let token = { (ended: Date?) in
      ResetToken(account: UUID(), serial: 1, expiresAt: now + 1800, endedAt: ended)
    }
    #expect(token(nil).standing(at: now + 1799) == .usable)
    #expect(token(nil).standing(at: now + 1800) == .expired)
    #expect(token(now).standing(at: now + 1) == .ended)
    #expect(token(now).standing(at: now + 5000) == .ended)
  }
}
