import Authentication
import Cryptography
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import IdentityDomain
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("Codes of an authenticator app")
struct CodeTests {
  static let codes = TOTP(key: Array("12345678901234567890".utf8)) {
    try hmacSHA1($0, key: $1)
  }

  @Test("are those of RFC 4226, appendix D")
  func counter() throws {
    let expected = [
      "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
      "520489",
    ]
    for (step, code) in expected.enumerated() {
      #expect(try Self.codes.code(step: Int64(step)) == code)
    }
  }

  @Test(
    "are those of RFC 6238, appendix B, shortened to six digits",
    arguments: [
      (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
      (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
  func time(seconds: Int, code: String) throws {
    let now = Date(timeIntervalSince1970: TimeInterval(seconds))
    #expect(try Self.codes.code(step: TOTP.step(at: now)) == code)
    #expect(try Self.codes.step(of: code, at: now, after: 0) == TOTP.step(at: now))
  }

  @Test("are taken half a minute early or late, not after a later one was")
  func window() throws {
    let now = Date(timeIntervalSince1970: 1_111_111_111)
    let step = TOTP.step(at: now)
    let taken = { (typed: Int64, last: Int64) in
      try Self.codes.step(of: try Self.codes.code(step: typed), at: now, after: last)
    }
    #expect(try taken(step - 1, 0) == step - 1)
    #expect(try taken(step + 1, 0) == step + 1)
    #expect(try taken(step - 2, 0) == nil)
    #expect(try taken(step + 2, 0) == nil)
    #expect(try taken(step, step) == nil)
  }
}

@Suite("A second factor")
struct SecondFactorTests {
  @Test("counts once a code proves that the app has the key, and ends the other sessions")
  func setUp() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let other = try await site.signIn("amina", person.password).token
      let token = try await site.signIn("amina", person.password).token
      let pending = try await site.acting(as: token) {
        try await site.factors.beginSecondFactor(.init()).pending
      }
      #expect(try await site.signIn("amina", person.password).gate == .open, "not confirmed yet")
      try await site.acting(as: token) {
        try await expectRefusal(Refusal(.permissionDenied, "CODE_WRONG")) {
          try await site.factors.confirmSecondFactor(.with { $0.code = "000000" })
        }
      }
      let confirmed = try await site.confirm(as: token)
      #expect(confirmed.recoveryCodes.count == 10 && confirmed.gate == .open)
      #expect(pending.key.count == 32 && pending.address.contains(pending.key))

      try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(other) }
      #expect(try await site.principal(token).gate == .open)
      let state = try await site.acting(as: token) {
        try await site.factors.getSecondFactor(.init())
      }
      #expect(state.active && state.recoveryCodesLeft == 10 && !state.hasPending)
    }
  }

  @Test("lets a login do nothing but give its code, and takes each code once")
  func login() async throws {
    try await Site.open { site in
      let person = try await site.withFactor()
      let answer = try await site.signIn("amina", person.password)
      #expect(answer.gate == .enterCode)
      #expect(answer.deviceProof.isEmpty, "the password alone makes no device a known one")
      #expect(answer.account == .with { $0.username = "amina" }, "and tells nothing of its owner")
      #expect(try await site.principal(answer.token).gate == .enterCode)
      site.clock.advance(60)
      let code = try await site.code(of: person)
      let entered = try await site.acting(as: answer.token) {
        try await site.factors.enterCode(.with { $0.code = code })
      }
      #expect(entered.gate == .open && entered.deviceProof.count == 64)
      #expect(try await site.principal(answer.token).gate == .open)
      let signIns = try await site.acting(as: answer.token) {
        try await site.security.listSignIns(.init()).signIns
      }
      #expect(signIns.prefix(2).map(\.outcome) == [.signedIn, .codeDue])

      let again = try await site.signIn("amina", person.password).token
      try await site.acting(as: again) {
        try await expectRefusal(Refusal(.permissionDenied, "CODE_WRONG")) {
          try await site.factors.enterCode(.with { $0.code = code })
        }
      }
      #expect(try await site.principal(again).gate == .enterCode)
    }
  }

  @Test("is opened by each recovery code once, however it is typed")
  func recovery() async throws {
    try await Site.open { site in
      let person = try await site.withFactor()
      let code = try #require(person.recoveryCodes.first)
      let first = try await site.signIn("amina", person.password).token
      let entered = try await site.acting(as: first) {
        try await site.factors.enterCode(
          .with { $0.code = code.uppercased().replacing("-", with: " ") })
      }
      #expect(entered.gate == .open && entered.recoveryCodesLeft == 9)
      let second = try await site.signIn("amina", person.password).token
      try await site.acting(as: second) {
        try await expectRefusal(reason: "CODE_WRONG") {
          try await site.factors.enterCode(.with { $0.code = code })
        }
      }
    }
  }

  @Test("slows guessing down after six tries, and shows them in the login history")
  func throttled() async throws {
    try await Site.open { site in
      let person = try await site.withFactor()
      let token = try await site.signIn("amina", person.password).token
      try await site.acting(as: token) {
        for _ in 1...6 {
          try await expectRefusal(reason: "CODE_WRONG") {
            try await site.factors.enterCode(.with { $0.code = "000000" })
          }
        }
        try await expectRefusal(reason: "TOO_MANY_ATTEMPTS") {
          try await site.factors.enterCode(.with { $0.code = "000000" })
        }
      }
      site.clock.advance(31)
      let code = try await site.code(of: person)
      let signIns = try await site.acting(as: token) {
        _ = try await site.factors.enterCode(.with { $0.code = code })
        return try await site.security.listSignIns(.init()).signIns
      }
      #expect(signIns.count { $0.outcome == .wrongCode } == 6)
    }
  }

  @Test("is demanded of staff where the site says so, after the password and before the policy")
  func demanded() async throws {
    try await Site.open(secondFactor: .staff) { site in
      let admin = try await site.administrator()
      let token = try await site.signIn("admin", admin.password).token
      #expect(try await site.principal(token).gate == .changePassword)
      let changed = try await site.acting(as: token) {
        try await site.passwords.changePassword(
          .with {
            $0.currentPassword = admin.password
            $0.newPassword = Site.goodPassword
          })
      }
      #expect(changed.gate == .setUpSecondFactor)
      _ = try await site.acting(as: token) { try await site.factors.beginSecondFactor(.init()) }
      #expect(try await site.confirm(as: token).gate == .confirmProfile)
      try await site.acting(as: token) {
        try await expectRefusal(reason: "SECOND_FACTOR_REQUIRED") {
          try await site.factors.removeSecondFactor(.with { $0.code = "000000" })
        }
      }
      let learner = try await site.newcomer()
      #expect(try await site.signIn("amina", learner.password).gate == .changePassword)
    }
  }

  @Test("gives the password alone no role before the code")
  func noRole() async throws {
    try await Site.open { site in
      let admin = try await site.administrator()
      let token = try await site.signIn("admin", admin.password).token
      _ = try await site.acting(as: token) { try await site.factors.beginSecondFactor(.init()) }
      _ = try await site.confirm(as: token)
      let waiting = try await site.signIn("admin", admin.password).token
      #expect(try await site.principal(waiting).principal.roles == [.learner])
      #expect(try await site.principal(token).principal.roles == [.learner, .administrator])
    }
  }

  @Test("comes off with a code, or by an administrator, who ends the sessions too")
  func removed() async throws {
    try await Site.open { site in
      let person = try await site.withFactor()
      let admin = site.somebody([.administrator])
      try await expectRefusal(reason: "NOT_ALLOWED") {
        try await site.acting(as: site.somebody([.coordinator])) {
          try await site.factors.resetSecondFactor(.with { $0.accountID = person.account.id })
        }
      }
      _ = try await site.acting(as: admin) {
        try await site.factors.resetSecondFactor(.with { $0.accountID = person.account.id })
      }
      let token = try await site.signIn("amina", person.password)
      #expect(token.gate == .open)
      try await expectRefusal(reason: "SECOND_FACTOR_MISSING") {
        try await site.acting(as: admin) {
          try await site.factors.resetSecondFactor(.with { $0.accountID = person.account.id })
        }
      }
    }
  }

  @Test("leaves neither key nor recovery code readable in any table")
  func sealed() async throws {
    try await Site.open { site in
      let person = try await site.withFactor()
      let content = try await site.pool.query(
        """
        select (select string_agg(f::text, ' ') from second_factors f)
          || (select string_agg(c::text, ' ') from recovery_codes c) as content
        """)
      let text = try #require(content.first).decode(String.self, "content")
      let secrets = [person.key] + person.recoveryCodes.map { Array($0.utf8) }
      for secret in secrets { #expect(!text.contains(hexadecimal(secret))) }
      let opened = try site.work.factorSecrets
      await #expect(throws: CryptographyError.self) {
        let factor = try #require(try await SecondFactorStore(site.pool).find(person.id))
        _ = try opened.open(factor.sealedKey, of: UUID())
      }
    }
  }
}

/// A person whose logins need a code.
struct FactorOwner: Sendable {
  let account: Clikc_Identity_V1_Account
  let password: String
  let key: [UInt8]
  let recoveryCodes: [String]

  var id: UUID { UUID(uuidString: account.id) ?? UUID() }
}

extension Site {
  var factors: Clikc_Identity_V1_SecondFactors.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }

  /// A learner with a second factor and no open session.
  func withFactor() async throws -> FactorOwner {
    let person = try await learner()
    let token = try await signIn("amina", person.password).token
    _ = try await acting(as: token) { try await factors.beginSecondFactor(.init()) }
    let codes = try await confirm(as: token).recoveryCodes
    _ = try await acting(as: token) { try await sessions.signOut(.init()) }
    clock.advance(60)
    return FactorOwner(
      account: person.account, password: person.password, key: try await key(of: person.id),
      recoveryCodes: codes)
  }

  /// Confirms the factor that waits, with the code the app would show.
  func confirm(
    as token: String
  ) async throws -> Clikc_Identity_V1_ConfirmSecondFactorResponse {
    let account = try await principal(token).principal.accountID
    let codes = work.factorSecrets.codes(of: try await key(of: account))
    let code = try codes.code(step: TOTP.step(at: clock.now))
    return try await acting(as: token) {
      try await factors.confirmSecondFactor(.with { $0.code = code })
    }
  }

  /// What the app shows now.
  func code(of person: FactorOwner) async throws -> String {
    try work.factorSecrets.codes(of: person.key).code(step: TOTP.step(at: clock.now))
  }

  private func key(of account: UUID) async throws -> [UInt8] {
    let factor = try #require(try await SecondFactorStore(pool).find(account))
    return try work.factorSecrets.open(factor.sealedKey, of: account)
  }
}
