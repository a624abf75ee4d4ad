import Foundation
import IdentityContract
import NotificationContract
import NotificationDomain
import Postgres
import SwiftProtobuf
import Testing

@testable import notification

@Suite("An invitation that did not arrive", .timeLimit(.minutes(1)))
struct UndeliveredInvitationTests {
  @Test("may be sent again until another was sent or the person has got in, and is counted so long")
  func again() async throws {
    try await Workshop.open { workshop in
      let home = UUID()
      let coordinator = UndeliveredCalls.coordinator(of: home)
      var first = Learner(administration: home.uuidString, serial: 1)
      let second = Learner(administration: home.uuidString, serial: 1)
      let start = Date() - 3600
      for learner in [first, second] { try await workshop.invite(learner, at: start) }
      let before = try await UndeliveredCalls.list(workshop, as: coordinator)
      #expect(before.allSatisfy { $0.resendable && !$0.repeated })
      #expect(try await UndeliveredCalls.count(workshop, as: coordinator) == 2)

      first.serial = 2
      try await workshop.hear(
        first.created, aggregate: first.account, version: 2, at: start + 60)
      let chosen = Clikc_Identity_V1_PasswordChanged.with {
        $0.accountID = second.account.uuidString.lowercased()
      }
      try await workshop.hear(chosen, aggregate: second.account, version: 2, at: start + 60)

      let after = try await UndeliveredCalls.list(workshop, as: coordinator)
      #expect(after.count == 2 && after.allSatisfy { !$0.resendable })
      let repeated = after.filter(\.repeated).map(\.delivery.accountID)
      #expect(repeated == [first.account.uuidString.lowercased()])
      #expect(try await UndeliveredCalls.count(workshop, as: coordinator) == 0)
    }
  }

  @Test("may not be sent again while it is tried, nor may other mail")
  func others() async throws {
    try await Workshop.open { workshop in
      let learner = Learner(serial: 1)
      try await workshop.invite(learner, .queued, answer: "451 later")
      let other = try await workshop.queue(
        Orders.order(.passwordChanged, account: learner.account))
      try await workshop.end(other)

      let found = try await UndeliveredCalls.list(workshop, as: UndeliveredCalls.administrator)
      #expect(found.count == 2 && found.allSatisfy { !$0.resendable })
      #expect(try await UndeliveredCalls.count(workshop, as: UndeliveredCalls.administrator) == 0)
    }
  }

  @Test("is counted no further than 100")
  func many() async throws {
    try await Workshop.open { workshop in
      try await workshop.pool.query(
        """
        insert into mail (id, event_id, account_id, template, language, address, arguments,
          created_at, expires_at, due_at, state)
        select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'new_account', 'en',
          'zoe@customs.example', '{}', now(), now(), now(), 'failed_permanent'
        from generate_series(1, 103)
        """)
      #expect(try await UndeliveredCalls.count(workshop, as: UndeliveredCalls.administrator) == 100)
    }
  }
}
