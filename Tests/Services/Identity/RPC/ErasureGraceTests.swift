import Authentication
import Foundation
import GRPCCore
import IdentityContract
import IdentityDomain
import Logging
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("A request for erasure that can be taken back")
struct ErasureGraceTests {
  private static let day: TimeInterval = 86400

  @Test("closes the account, and says until when; taking it back opens the account again")
  func takenBack() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.askErasure(person)
      try await expectRefusal(Refusal(.unauthenticated, "SESSION_ENDED")) {
        try await site.sessions.resolveSession(.with { $0.token = token })
      }
      let event = try #require(try await site.events(Clikc_Identity_V1_ErasureRequested.self).last)
      let left = event.finalAt.date.timeIntervalSince(site.clock.now)
      #expect(left > 14 * Self.day - 600 && left <= 14 * Self.day)

      let back = try await site.signIn("amina", person.password)
      #expect(back.gate == .cancelErasure)
      try await site.acting(as: back.token) {
        let erasure = try await site.privacy.getMyErasure(.init()).erasure
        #expect(erasure.state == .waiting)
        #expect(abs(erasure.finalAt.date.timeIntervalSince(event.finalAt.date)) < 0.001)
        for _ in 1...2 { _ = try await site.privacy.withdrawErasure(.init()) }
      }
      #expect(try await site.principal(back.token).gate == .open)
      site.clock.advance(15 * Self.day)
      await site.erasures.carryOut()
      #expect(try await site.signIn("amina", person.password).gate == .open)
      #expect(try await site.acts() == ["erasure asked", "erasure cancelled"])
    }
  }

  @Test("is carried out when its time is over, once, whichever instance is first")
  func carriedOut() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      _ = try await site.askErasure(person)
      site.clock.advance(14 * Self.day - 600)
      await site.erasures.carryOut()
      #expect(try await site.signIn("amina", person.password).gate == .cancelErasure)

      site.clock.advance(600)
      await withTaskGroup(of: Void.self) { group in
        for _ in 1...3 { group.addTask { await site.erasures.carryOut() } }
      }
      try await expectRefusal(reason: "SIGN_IN_FAILED") {
        try await site.signIn("amina", person.password)
      }
      #expect(try await site.events(Clikc_Identity_V1_AccountErased.self).count == 1)
      #expect(try await site.acts() == ["account erased", "erasure asked"])
      #expect(try await site.rows(with: "amina").isEmpty)
    }
  }

  @Test("is carried out by the next round where there is no time to take it back")
  func withoutGrace() async throws {
    try await Site.open(erasureGrace: ErasureGrace(days: 0)) { site in
      let person = try await site.learner()
      _ = try await site.askErasure(person)
      let told = try #require(try await site.events(Clikc_Identity_V1_ErasureRequested.self).last)
      #expect(told.finalAt.date <= site.clock.now)
      await site.erasures.carryOut()
      try await expectRefusal(reason: "SIGN_IN_FAILED") {
        try await site.signIn("amina", person.password)
      }
      #expect(try await site.events(Clikc_Identity_V1_AccountErased.self).count == 1)
      #expect(try await site.acts() == ["account erased", "erasure asked"])
      #expect(try await site.rows(with: "amina").isEmpty)
    }
  }

  @Test("is taken back or carried out, never both, when both are tried at the end")
  func race() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      _ = try await site.askErasure(person)
      site.clock.advance(14 * Self.day)
      let caller = site.somebody([], account: person.id)
      async let cancelling = site.acting(as: caller) {
        try await site.privacy.withdrawErasure(.init())
      }
      async let erasing: Void = site.erasures.carryOut()
      _ = try await cancelling
      await erasing
      let erased = try await site.events(Clikc_Identity_V1_AccountErased.self).count
      #expect(
        try await site.acts()
          == (erased == 1
            ? ["account erased", "erasure asked"] : ["erasure asked", "erasure cancelled"]))
      #expect(try await site.rows(with: "amina").isEmpty == (erased == 1))
    }
  }

  @Test("has no end while the account is suspended, and a whole new time when it is let in again")
  func suspended() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      _ = try await site.askErasure(person)
      _ = try await site.suspend(person.account.id)
      site.clock.advance(15 * Self.day)
      await site.erasures.carryOut()
      #expect(try await site.events(Clikc_Identity_V1_AccountErased.self).isEmpty)
      #expect(try await site.events(Clikc_Identity_V1_ErasureRequested.self).count == 1)

      _ = try await site.reactivate(person.account.id)
      await site.erasures.carryOut()
      let told = try await site.events(Clikc_Identity_V1_ErasureRequested.self)
      #expect(told.count == 2)
      let left = try #require(told.last).finalAt.date.timeIntervalSince(site.clock.now)
      #expect(left > 14 * Self.day - 600 && left <= 14 * Self.day)
      #expect(try await site.signIn("amina", person.password).gate == .cancelErasure)
      site.clock.advance(14 * Self.day)
      await site.erasures.carryOut()
      #expect(try await site.events(Clikc_Identity_V1_AccountErased.self).count == 1)
    }
  }

  @Test("that was made when an administrator had to decide is given an end, and told of once")
  func older() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      try await site.pool.query(
        """
        insert into erasures (account_id, state, reason, requested_at)
        values (\(person.id), 'waiting', '', \(site.clock.now.addingTimeInterval(-90 * Self.day)))
        """)
      let token = try await site.signIn("amina", person.password).token
      let before = try await site.acting(as: token) {
        try await site.privacy.getMyErasure(.init()).erasure
      }
      #expect(before.state == .waiting && !before.hasFinalAt)
      await withTaskGroup(of: Void.self) { group in
        for _ in 1...3 { group.addTask { await site.erasures.carryOut() } }
      }
      #expect(try await site.events(Clikc_Identity_V1_ErasureRequested.self).count == 1)
      #expect(try await site.events(Clikc_Identity_V1_AccountErased.self).isEmpty)
      let after = try await site.acting(as: token) {
        try await site.privacy.getMyErasure(.init()).erasure
      }
      #expect(after.hasFinalAt)
      site.clock.advance(14 * Self.day)
      await site.erasures.carryOut()
      #expect(try await site.events(Clikc_Identity_V1_AccountErased.self).count == 1)
    }
  }

  @Test("asked for twice ends sessions and is told once")
  func twice() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      _ = try await site.askErasure(person)
      let back = try await site.signIn("amina", person.password).token
      try await site.acting(as: back) {
        _ = try await site.privacy.requestErasure(.with { $0.reason = "Again." })
      }
      #expect(try await site.principal(back).gate == .cancelErasure, "this session goes on")
      #expect(try await site.events(Clikc_Identity_V1_ErasureRequested.self).count == 1)
    }
  }

  @Test("is not for the last administrator")
  func lastAdministrator() async throws {
    try await Site.open { site in
      let first = try await site.decider()
      try await expectRefusal(Refusal(.failedPrecondition, "ERASURE_OF_LAST_ADMINISTRATOR")) {
        try await site.acting(as: first) { try await site.privacy.requestErasure(.init()) }
      }
      let creation = try AccountCreation(
        name: "Second", username: "second", email: "second@example.org", language: "en",
        administration: nil, roles: [.administrator], by: .administrator)
      let second = try await OpenAccount(site.work)(creation, mailed: false, in: .everybody)
      try await site.acting(as: first) { _ = try await site.privacy.requestErasure(.init()) }
      try await expectRefusal(Refusal(.failedPrecondition, "ERASURE_OF_LAST_ADMINISTRATOR")) {
        try await site.acting(as: site.somebody([.administrator], account: second.id)) {
          try await site.privacy.requestErasure(.init())
        }
      }

      try await site.pool.query("update accounts set suspended_at = now() where id = \(second.id)")
      site.clock.advance(15 * Self.day)
      await site.erasures.carryOut()
      #expect(
        try await site.events(Clikc_Identity_V1_AccountErased.self).isEmpty,
        "who has become the last since stays")
    }
  }
}

extension Site {
  var erasures: ErasureWorker {
    ErasureWorker(work, logger: Logger(label: "erasures") { _ in SwiftLogNoOpLogHandler() })
  }

  /// The person signs in and asks for erasure; the answer is the session's token.
  func askErasure(_ person: Person) async throws -> String {
    let token = try await signIn("amina", person.password).token
    try await acting(as: token) { _ = try await privacy.requestErasure(.init()) }
    return token
  }

  /// What the audit log has of erasures, in order of the alphabet.
  fileprivate func acts() async throws -> [String] {
    try await pool.query(
      """
      select details::json ->> 'act' as act from audit_entries where details like '%eras%' order by 1
      """
    ).map { try $0.decode(String.self, "act") }
  }
}
