import Foundation
import IdentityContract
import NotificationDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import notification

@Suite struct ReminderTests {
  @Test("a reminder is due two days before the password ends, and withdrawn when it is changed")
  func reminder() async throws {
    try await Workshop.open { workshop in
      var learner = Learner(serial: 1)
      try await workshop.hear(learner.created, aggregate: learner.account)
      learner.serial = 2
      try await workshop.hear(learner.created, aggregate: learner.account, version: 2)

      let mail = try await MailStore(pool: workshop.pool).list(accountID: learner.account)
      let reminders = mail.map(\.order).filter { $0.template == .invitationReminder }
      let order = try #require(reminders.first)
      #expect(reminders.count == 1 && order.arguments["serial"] == "2")
      let due = try #require(mail.first { $0.order.template == .invitationReminder }?.dueAt)
      #expect(abs(due.timeIntervalSince(order.createdAt)) < 1)
      #expect(abs(order.createdAt.timeIntervalSinceNow - 5 * 86400) < 60)
      #expect(abs(order.expiresAt.timeIntervalSinceNow - 7 * 86400) < 60)

      let changed = Clikc_Identity_V1_PasswordChanged.with {
        $0.accountID = learner.account.uuidString.lowercased()
      }
      try await workshop.hear(changed, aggregate: learner.account, version: 3)

      let left = try await MailStore(pool: workshop.pool).list(accountID: learner.account)
      #expect(!left.contains { $0.order.template == .invitationReminder })
    }
  }

  @Test("who is suspended is reminded of nothing")
  func suspended() async throws {
    try await Workshop.open { workshop in
      let learner = Learner(serial: 1)
      try await workshop.hear(learner.created, aggregate: learner.account)
      let changed = { suspended in
        Clikc_Identity_V1_AccountChanged.with {
          $0.accountID = learner.account.uuidString.lowercased()
          $0.name = "Lena"
          $0.email = "lena@customs.example"
          $0.language = "en"
          $0.suspended = suspended
        }
      }
      try await workshop.hear(changed(false), aggregate: learner.account, version: 2)
      #expect(try await workshop.count("mail") == 2)
      try await workshop.hear(changed(true), aggregate: learner.account, version: 3)

      let left = try await MailStore(pool: workshop.pool).list(accountID: learner.account)
      #expect(left.map(\.order.template) == [.newAccount])
    }
  }

  @Test("whoever wants no more reminders gets none, and every other mail")
  func unsubscribed() async throws {
    try await Workshop.open { workshop in
      let learner = Learner(serial: 1)
      let store = MailStore(pool: workshop.pool)
      try await workshop.hear(learner.created, aggregate: learner.account)
      let mail = try await store.list(accountID: learner.account)
      // A mail that is no reminder ends nothing.
      try await store.unsubscribe(try #require(mail.last).order.id)
      #expect(try await workshop.count("mail") == 2)

      for _ in 1...2 { try await store.unsubscribe(try #require(mail.first).order.id) }
      try await workshop.hear(learner.created, aggregate: learner.account, version: 2)

      let left = try await store.list(accountID: learner.account)
      #expect(left.map(\.order.template) == [.newAccount, .newAccount])
    }
  }
}
