import Authentication
import Foundation
import GRPCCore
import IdentityContract
import NotificationContract
import NotificationDomain
import Postgres
import SwiftProtobuf
import Testing

@testable import notification

@Suite("The list of mail that did not arrive", .timeLimit(.minutes(2)))
struct UndeliveredListTests {
  @Test("shows coordinators their administration's, administrators all or one's, others nothing")
  func scope() async throws {
    try await Workshop.open { workshop in
      let (kenya, ghana) = (UUID(), UUID())
      let homes = [kenya.uuidString, ghana.uuidString, ""]
      let people = homes.map { Learner(administration: $0, serial: 1) }
      for person in people { try await workshop.invite(person) }
      let own = people[0].account.uuidString.lowercased()

      let coordinator = UndeliveredCalls.coordinator(of: kenya)
      let seen = try await UndeliveredCalls.list(workshop, as: coordinator)
      #expect(seen.map(\.delivery.accountID) == [own])
      #expect(seen.map(\.name) == ["Amina Okonkwo"] && seen.allSatisfy(\.accountExists))
      #expect(seen.map(\.administrationID) == [kenya.uuidString.lowercased()])
      let asked = try await UndeliveredCalls.list(workshop, as: coordinator) {
        $0.administrationID = kenya.uuidString
      }
      #expect(asked == seen)
      let administrator = UndeliveredCalls.administrator
      #expect(try await UndeliveredCalls.list(workshop, as: administrator).count == 3)
      let one = try await UndeliveredCalls.list(workshop, as: administrator) {
        $0.administrationID = kenya.uuidString
      }
      #expect(one == seen)
      let nowhere = UndeliveredCalls.coordinator(of: nil)
      #expect(try await UndeliveredCalls.list(workshop, as: nowhere).isEmpty)
      for (caller, count) in [(coordinator, 1), (administrator, 3), (nowhere, 0)] {
        #expect(try await UndeliveredCalls.count(workshop, as: caller) == count)
      }
      try await Calls.serve(workshop, as: coordinator) { _, mail in
        await Calls.refused("MAIL_NOT_VISIBLE", .permissionDenied) {
          try await mail.listUndelivered(.with { $0.administrationID = ghana.uuidString })
        }
      }
      let tutor = Calls.principal(people[0].account, [.tutor], kenya)
      try await Calls.serve(workshop, as: tutor) { _, mail in
        await Calls.refused("NOT_ALLOWED", .permissionDenied) {
          try await mail.listUndelivered(.init())
        }
        await Calls.refused("NOT_ALLOWED", .permissionDenied) {
          try await mail.countUndelivered(.init())
        }
      }
    }
  }

  @Test("is read page by page, what changed last first, also where times are the same")
  func pages() async throws {
    try await Workshop.open { workshop in
      let now = Date()
      var orders: [MailOrder] = []
      for number in 0..<7 {
        let order = try await workshop.queue(Orders.order(.certificateIssued))
        try await workshop.end(order, at: now - Double(number / 3))
        orders.append(order)
      }
      for size in [1, 2, 3, 7, 50] {
        let pages = try await UndeliveredCalls.pages(workshop, as: UndeliveredCalls.administrator) {
          $0.pageSize = Int32(size)
        }
        #expect(pages.dropLast().allSatisfy { $0.count == size })
        let found = pages.flatMap { $0 }.map(\.delivery)
        #expect(Set(found.map(\.id)) == Set(orders.map { $0.id.uuidString.lowercased() }))
        #expect(found.count == 7)
        let times = found.map(\.changedAt.date)
        #expect(times == times.sorted(by: >))
      }
    }
  }

  @Test("is told apart by what became of the mail and by its kind")
  func filters() async throws {
    try await Workshop.open { workshop in
      let ends: [(MailTemplate, MailState, String)] = [
        (.newAccount, .failed, "550 5.1.1 nobody"),
        (.certificateIssued, .expired, "452 4.2.2 full"),
        (.certificateIssued, .suppressed, OwnAnswer.suppressed.rawValue),
        (.passwordReset, .queued, "451 4.7.1 greylisted"),
        // Nothing is wrong with these.
        (.passwordReset, .queued, ""), (.passwordChanged, .accepted, "250 ok"),
      ]
      for (template, state, answer) in ends {
        let order = try await workshop.queue(
          Orders.order(template, secretExpiresAt: Date() + 86400))
        try await workshop.end(order, state, answer: answer)
      }
      typealias State = Clikc_Notification_V1_UndeliveredState
      typealias Reason = Clikc_Notification_V1_UndeliveredReason
      let expected: [(State, String, Set<Reason>)] = [
        (.unspecified, "", [.nobody, .full, .suppressed, .later]), (.failed, "", [.nobody]),
        (.expired, "", [.full]), (.suppressed, "", [.suppressed]), (.retried, "", [.later]),
        (.unspecified, "certificate_issued", [.full, .suppressed]),
        (.failed, "certificate_issued", []),
      ]
      for (state, template, reasons) in expected {
        let found = try await UndeliveredCalls.list(workshop, as: UndeliveredCalls.administrator) {
          $0.state = state
          $0.template = template
        }
        #expect(found.count == reasons.count && Set(found.map(\.reason)) == reasons)
      }
      try await Calls.serve(workshop, as: UndeliveredCalls.administrator) { _, mail in
        let templates = try await mail.listUndelivered(.init()).templates
        #expect(templates == MailTemplate.allCases.map(\.rawValue))
        for wrong in [
          UndeliveredCalls.Request.with { $0.state = .UNRECOGNIZED(9) },
          .with { $0.template = "x" },
          .with { $0.pageToken = "x" }, .with { $0.administrationID = "x" },
        ] {
          let error = await #expect(throws: RPCError.self) { try await mail.listUndelivered(wrong) }
          #expect(error?.code == .invalidArgument)
        }
      }
    }
  }

  @Test("shows mail that a sender gave up, with its tries, and mail that is tried again, with when")
  func sent() async throws {
    let relay = try ScriptedRelay()
    try relay.misbehave(
      .init("RCPT", "550 5.1.1 no such user", times: 1, to: "zoe"),
      .init("RCPT", "451 4.7.1 greylisted", times: 1, to: "yao"))
    try await Workshop.open(smtp: relay.url()) { workshop in
      try await workshop.queue(Orders.order(.passwordChanged))
      try await workshop.queue(
        Orders.order(.passwordChanged, address: "yao@customs.example"))
      try await workshop.sendAll()

      let found = try await UndeliveredCalls.list(workshop, as: UndeliveredCalls.administrator)
      let failed = try #require(found.first { $0.delivery.state == .failed })
      let retried = try #require(found.first { $0.delivery.state == .queued })
      #expect(found.count == 2)
      #expect(failed.reason == .nobody && failed.delivery.answer == "550 5.1.1 no such user")
      #expect(failed.delivery.attempts == 1 && !failed.delivery.hasDueAt)
      #expect(retried.reason == .later && retried.delivery.attempts == 1)
      #expect(retried.delivery.dueAt.date > Date())
    }
  }

  @Test("says nothing of what a mail server quotes to let people in")
  func secrets() async throws {
    let relay = try ScriptedRelay()
    try relay.misbehave(
      .init("DOT", "554 5.7.1 spam: \(Orders.password) https://clikc.example/reset/x", times: 1))
    try await Workshop.open(smtp: relay.url()) { workshop in
      try await workshop.queue(Orders.order(.newAccount, secretExpiresAt: Date() + 86400))
      try await workshop.sendAll()

      let found = try await UndeliveredCalls.list(workshop, as: UndeliveredCalls.administrator)
      #expect(found.map(\.delivery.answer) == ["554 5.7.1 spam: … https://clikc.example/…"])
      #expect(found.map(\.reason) == [.unwanted])
    }
  }
}
