import Authentication
import Foundation
import GRPCCore
import IdentityContract
import NotificationContract
import NotificationDomain
import Postgres
import Problems
import SwiftProtobuf
import TestSupport
import Testing

@testable import notification

@Suite("Suppressed addresses", .timeLimit(.minutes(1)))
struct SuppressionTests {
  private static let administrator = UndeliveredCalls.administrator

  @Test("are told to administrators all, to coordinators those of their people, to others not")
  func scope() async throws {
    try await Workshop.open { workshop in
      let (kenya, ghana) = (UUID(), UUID())
      let amina = Learner(email: "Amina@Customs.Example", administration: kenya.uuidString)
      let kofi = Learner(
        name: "Kofi", email: "kofi@customs.example", administration: ghana.uuidString)
      for person in [amina, kofi] {
        try await workshop.hear(person.created, aggregate: person.account)
      }
      try await workshop.fail("nobody@customs.example")
      try await workshop.fail(kofi.email)
      try await workshop.fail(amina.email, answer: "552 5.2.2 full")
      try await workshop.fail("once@customs.example", times: 1)

      let all = try await SuppressionCalls.list(workshop, as: Self.administrator)
      #expect(
        all.map(\.address) == [
          "amina@customs.example", "kofi@customs.example", "nobody@customs.example",
        ])
      #expect(all.map(\.reason) == [.full, .nobody, .nobody])
      #expect(all.map { $0.people.map(\.name) } == [["Amina Okonkwo"], ["Kofi"], []])
      let coordinator = UndeliveredCalls.coordinator(of: kenya)
      let own = try await SuppressionCalls.list(workshop, as: coordinator)
      #expect(own == [all[0]])
      #expect(own[0].people[0].accountID == amina.account.uuidString.lowercased())
      #expect(own[0].people[0].administrationID == kenya.uuidString.lowercased())
      let nowhere = UndeliveredCalls.coordinator(of: nil)
      #expect(try await SuppressionCalls.list(workshop, as: nowhere).isEmpty)

      try await Calls.serve(workshop, as: coordinator) { _, mail in
        let seen = try await mail.getSuppressed(.with { $0.suppressionID = own[0].id })
        #expect(seen.address == own[0])
        await Calls.refused("SUPPRESSION_UNKNOWN", .notFound) {
          try await mail.getSuppressed(.with { $0.suppressionID = all[1].id })
        }
        await Calls.refused("SUPPRESSION_UNKNOWN", .notFound) {
          try await mail.liftSuppression(.with { $0.suppressionID = all[1].id })
        }
      }
      let tutor = Calls.principal(amina.account, [.tutor], kenya)
      try await Calls.serve(workshop, as: tutor) { _, mail in
        await Calls.refused("NOT_ALLOWED", .permissionDenied) {
          try await mail.listSuppressed(.init())
        }
        await Calls.refused("NOT_ALLOWED", .permissionDenied) {
          try await mail.getSuppressed(.with { $0.suppressionID = own[0].id })
        }
        await Calls.refused("NOT_ALLOWED", .permissionDenied) {
          try await mail.liftSuppression(.with { $0.suppressionID = own[0].id })
        }
      }
      #expect(try await workshop.count("address_failures") == 4)
    }
  }

  @Test("a person's mail tells whether their address is on hold, until mail is let go again")
  func hold() async throws {
    try await Workshop.open { workshop in
      let kenya = UUID()
      let amina = Learner(email: "Amina@Customs.Example", administration: kenya.uuidString)
      let kofi = Learner(
        name: "Kofi", email: "kofi@customs.example", administration: kenya.uuidString)
      for person in [amina, kofi] {
        try await workshop.hear(person.created, aggregate: person.account)
      }
      try await workshop.fail(amina.email)
      try await workshop.fail(kofi.email, times: 1)
      let coordinator = UndeliveredCalls.coordinator(of: kenya)
      let held = try await SuppressionCalls.only(workshop, as: coordinator)
      try await Calls.serve(workshop, as: coordinator) { _, mail in
        let mails = { (person: Learner) in
          try await mail.listMail(.with { $0.accountID = person.account.uuidString })
        }
        #expect(try await mails(amina).hold == held)
        #expect(try await !mails(kofi).hasHold, "one failure holds nothing")
        _ = try await mail.liftSuppression(.with { $0.suppressionID = held.id })
        #expect(try await !mails(amina).hasHold)
      }
    }
  }

  @Test("are found by a part of the address and read page by page, what failed last first")
  func pages() async throws {
    try await Workshop.open { workshop in
      for number in 1...5 { try await workshop.fail("zoe\(number)@customs.example") }
      try await workshop.fail("100%@ports.example")
      // All at the same moment.
      try await workshop.pool.query("update address_failures set last_failure_at = now()")

      for size in [1, 2, 6, 50] {
        let pages = try await SuppressionCalls.pages(workshop, as: Self.administrator) {
          $0.pageSize = Int32(size)
        }
        #expect(pages.dropLast().allSatisfy { $0.count == size })
        #expect(Set(pages.flatMap { $0 }.map(\.address)).count == 6)
        #expect(pages.flatMap { $0 }.count == 6)
      }
      for (part, count) in [
        ("ZOE3", 1), ("%", 1), ("customs.example", 5), ("_", 0), (" ports ", 1),
      ] {
        let found = try await SuppressionCalls.list(workshop, as: Self.administrator) {
          $0.query = part
        }
        #expect(found.count == count, "\(part)")
      }
      try await Calls.serve(workshop, as: Self.administrator) { _, mail in
        let error = await #expect(throws: RPCError.self) {
          try await mail.listSuppressed(.with { $0.pageToken = "x" })
        }
        #expect(error?.code == .invalidArgument)
      }
    }
  }

  @Test("get all mail again once they are let go, and their failures count anew")
  func lifted() async throws {
    let relay = try ScriptedRelay()
    try relay.misbehave(.init("RCPT", "550 5.1.1 no such user", times: 2, to: "zoe"))
    try await Workshop.open(smtp: relay.url()) { workshop in
      let zoe = Learner(email: "zoe@customs.example", administration: UUID().uuidString)
      try await workshop.hear(zoe.created, aggregate: zoe.account)
      for _ in 1...2 {
        try await workshop.queue(Orders.order(.certificateIssued))
        try await workshop.sendAll()
      }
      let held = try await workshop.queue(Orders.order(.certificateIssued))
      try await workshop.sendAll()
      #expect(try await workshop.record(held)?.state == .suppressed)

      let coordinator = UndeliveredCalls.coordinator(of: UUID(uuidString: zoe.administration))
      let found = try await SuppressionCalls.only(workshop, as: coordinator)
      #expect(found.answer == "550 5.1.1 no such user")
      #expect(found.endsAt.date.timeIntervalSince(found.suppressedAt.date) == 30 * 86400)
      let address = try await SuppressionCalls.lift(found.id, workshop, as: coordinator)
      #expect(address == "zoe@customs.example")

      let told = try await workshop.pool.outboxEvents(
        Clikc_Notification_V1_SuppressionLifted.self)
      #expect(told.map(\.event.accountIds) == [[zoe.account.uuidString.lowercased()]])
      #expect(told.map(\.event.liftedBy) == [coordinator.accountID.uuidString.lowercased()])
      #expect(told.map(\.event.domain) == ["customs.example"])
      #expect(told.map(\.envelope.aggregateID.uuidString) == [found.id.uppercased()])
      await Calls.refused("SUPPRESSION_UNKNOWN", .notFound) {
        try await SuppressionCalls.lift(found.id, workshop, as: coordinator)
      }
      let after = try await workshop.queue(Orders.order(.certificateIssued))
      try await workshop.sendAll()
      #expect(try await workshop.record(after)?.state == .accepted)
      #expect(try await workshop.record(held)?.state == .suppressed)
      try await workshop.fail(zoe.email, times: 1)
      #expect(try await SuppressionCalls.list(workshop, as: coordinator).isEmpty)
    }
  }

  @Test("are let go once by two who do so at the same moment, and told of once")
  func race() async throws {
    try await Workshop.open { workshop in
      for round in 1...5 {
        try await workshop.fail("zoe\(round)@customs.example")
        let found = try await SuppressionCalls.only(workshop, as: Self.administrator)
        let answers = await withTaskGroup(of: Bool.self) { group in
          for _ in 1...2 {
            group.addTask {
              do {
                try await SuppressionCalls.lift(found.id, workshop, as: Self.administrator)
                return true
              } catch { return false }
            }
          }
          return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.sorted { $0 && !$1 } == [true, false])
      }
      let told = try await workshop.pool.outboxEvents(
        Clikc_Notification_V1_SuppressionLifted.self)
      #expect(told.count == 5 && told.allSatisfy { $0.event.accountIds.isEmpty })
    }
  }

  @Test("are suppressed since they were, however often mail fails after, until that is forgotten")
  func since() async throws {
    try await Workshop.open { workshop in
      try await workshop.fail("zoe@customs.example")
      let first = try await SuppressionCalls.only(workshop, as: Self.administrator)
      try await workshop.fail("zoe@customs.example", times: 1, answer: "550 5.2.1 closed")
      let second = try await SuppressionCalls.only(workshop, as: Self.administrator)
      #expect(second.suppressedAt == first.suppressedAt && second.id == first.id)
      #expect(second.endsAt.date > first.endsAt.date && second.reason == .closed)

      try await workshop.pool.query(
        """
        update address_failures set last_failure_at = now() - interval '31 days',
          suppressed_at = now() - interval '40 days'
        """)
      #expect(try await SuppressionCalls.list(workshop, as: Self.administrator).isEmpty)
      await Calls.refused("SUPPRESSION_UNKNOWN", .notFound) {
        try await SuppressionCalls.lift(first.id, workshop, as: Self.administrator)
      }
      try await workshop.fail("zoe@customs.example")
      let third = try await SuppressionCalls.only(workshop, as: Self.administrator)
      #expect(third.suppressedAt.date > first.suppressedAt.date)
    }
  }

  @Test("of before this was kept have no reason, and are suppressed since their last failure")
  func before() async throws {
    try await Workshop.open { workshop in
      try await workshop.pool.query(
        """
        insert into address_failures (address, points, last_failure_at)
        values ('zoe@customs.example', 4, now() - interval '1 day')
        """)
      let found = try await SuppressionCalls.only(workshop, as: Self.administrator)
      #expect(found.reason == .unspecified && found.answer.isEmpty)
      #expect(found.endsAt.date.timeIntervalSince(found.suppressedAt.date) == 30 * 86400)
    }
  }

  @Test("are named beside mail that did not arrive to whoever may let them go")
  func besideMail() async throws {
    try await Workshop.open { workshop in
      let home = UUID()
      let amina = Learner(administration: home.uuidString, serial: 1)
      try await workshop.invite(amina)
      let coordinator = UndeliveredCalls.coordinator(of: home)
      var found = try await UndeliveredCalls.list(workshop, as: coordinator)
      #expect(found.map(\.suppressionID) == [""])

      try await workshop.fail(amina.email)
      let address = try await SuppressionCalls.only(workshop, as: coordinator)
      for caller in [coordinator, Self.administrator] {
        found = try await UndeliveredCalls.list(workshop, as: caller)
        #expect(found.map(\.suppressionID) == [address.id])
      }
      // The address is corrected: what was sent to the one before is nobody's to let go but administrators'.
      var corrected = amina
      corrected.email = "amina.o@customs.example"
      try await workshop.hear(corrected.changed, aggregate: amina.account, version: 2)
      found = try await UndeliveredCalls.list(workshop, as: coordinator)
      #expect(found.map(\.suppressionID) == [""])
      found = try await UndeliveredCalls.list(workshop, as: Self.administrator)
      #expect(found.map(\.suppressionID) == [address.id])
    }
  }
}
