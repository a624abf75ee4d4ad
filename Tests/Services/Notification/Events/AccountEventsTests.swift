import Foundation
import IdentityContract
import NotificationDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import notification

@Suite struct AccountEventsTests {
  @Test("a new account is due one mail in its language, however often the event is told")
  func created() async throws {
    try await Workshop.open { workshop in
      let learner = Learner(language: "ar", serial: 1)
      let id = UUID()

      for _ in 0..<3 {
        try await workshop.hear(learner.created, aggregate: learner.account, id: id)
      }

      let mail = try await MailStore(pool: workshop.pool).list(accountID: learner.account)
      let order = try #require(mail.last?.order)
      #expect(mail.map(\.order.template) == [.invitationReminder, .newAccount])
      #expect(order.language == .arabic)
      #expect(order.address == "amina@customs.example")
      #expect(order.arguments["serial"] == "1")
      #expect(order.arguments["days"] == "7")
      // The mail itself is tried for three days, which is sooner than the password's end.
      #expect(
        order.expiresAt.timeIntervalSince(order.createdAt) == RetrySchedule.standard.lifetime)
    }
  }

  @Test("an account made without mail is due none; the mail asked for later is")
  func resent() async throws {
    try await Workshop.open { workshop in
      var learner = Learner(serial: 0)
      try await workshop.hear(learner.created, aggregate: learner.account)
      #expect(try await workshop.count("mail") == 0)

      learner.serial = 2
      try await workshop.hear(learner.created, aggregate: learner.account, version: 2)

      #expect(try await workshop.count("mail") == 2)
      #expect(try await workshop.count("people") == 1)
    }
  }

  @Test("an older description never replaces a newer one")
  func versions() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      let changed = Clikc_Identity_V1_AccountChanged.with {
        $0.accountID = learner.account.uuidString.lowercased()
        $0.name = "Amina Diallo"
        $0.email = "diallo@customs.example"
        $0.language = "fr"
      }

      try await workshop.hear(changed, aggregate: learner.account, version: 2)
      try await workshop.hear(learner.created, aggregate: learner.account, version: 1)

      let person = try await PeopleStore().find(learner.account, in: workshop.pool)
      #expect(person?.name == "Amina Diallo")
      #expect(person?.language == .french)
    }
  }

  @Test("a reset that overtakes its account is tried again, and lost by nobody")
  func overtaken() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      let reset = Clikc_Identity_V1_PasswordResetRequested.with {
        $0.accountID = learner.account.uuidString.lowercased()
        $0.secretSerial = 4
        $0.expiresAt = Google_Protobuf_Timestamp(date: Date() + 1800)
      }
      let id = UUID()

      await #expect(throws: UndeliveredEvent.self) {
        try await workshop.hear(reset, aggregate: learner.account, version: 2, id: id)
      }
      try await workshop.hear(learner.created, aggregate: learner.account)
      try await workshop.hear(reset, aggregate: learner.account, version: 2, id: id)

      let mail = try await MailStore(pool: workshop.pool).list(accountID: learner.account)
      let order = try #require(mail.first?.order)
      #expect(order.template == .passwordReset)
      #expect(order.arguments["minutes"] == "30")
      #expect(order.expiresAt.timeIntervalSinceNow < 1801)
    }
  }

  @Test("a changed password is told to its owner")
  func changed() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      try await workshop.hear(learner.created, aggregate: learner.account)
      let event = Clikc_Identity_V1_PasswordChanged.with {
        $0.accountID = learner.account.uuidString.lowercased()
      }

      try await workshop.hear(event, aggregate: learner.account, version: 2)

      let mail = try await MailStore(pool: workshop.pool).list(accountID: learner.account)
      #expect(mail.map(\.order.template) == [.passwordChanged])
    }
  }

  @Test("another address is told to the one before, and the new one is not named there")
  func moved() async throws {
    try await Workshop.open { workshop in
      var learner = Learner()
      try await workshop.hear(learner.created, aggregate: learner.account)
      let former = learner.email
      learner.email = "new.place@customs.example"
      try await workshop.hear(learner.changed, aggregate: learner.account, version: 2)
      let event = Clikc_Identity_V1_EmailChanged.with {
        $0.accountID = learner.account.uuidString.lowercased()
        $0.formerEmail = former
      }
      let id = UUID()

      try await workshop.hear(event, aggregate: learner.account, version: 3, id: id)
      try await workshop.hear(event, aggregate: learner.account, version: 3, id: id)

      let orders = try await MailStore(pool: workshop.pool).list(accountID: learner.account)
        .map(\.order)
      #expect(orders.map(\.template) == [.emailChanged])
      #expect(orders.map(\.address) == [former])
      #expect(orders.first?.arguments.values.contains(learner.email) == false)
    }
  }

  @Test("who asks for erasure is told until when it can be taken back, once")
  func erasureRequested() async throws {
    try await Workshop.open { workshop in
      let learner = Learner(language: "pt")
      try await workshop.hear(learner.created, aggregate: learner.account)
      let event = Clikc_Identity_V1_ErasureRequested.with {
        $0.accountID = learner.account.uuidString.lowercased()
        $0.finalAt = Google_Protobuf_Timestamp(date: Date(timeIntervalSince1970: 1_795_511_107))
      }
      let id = UUID()

      for _ in 1...2 {
        try await workshop.hear(
          event, aggregate: learner.account, version: 2,
          at: event.finalAt.date - 14 * 86400, id: id)
      }

      let orders = try await MailStore(pool: workshop.pool).list(accountID: learner.account)
        .map(\.order)
      #expect(orders.map(\.template) == [.erasureRequested])
      #expect(orders.map(\.language) == [.portuguese])
      #expect(orders.first?.arguments["final_at"] == "1795511107")
      #expect(orders.first?.arguments["at_once"] == nil)
    }
  }

  @Test("where nothing can be taken back, the mail about erasure is told so")
  func erasedAtOnce() async throws {
    try await Workshop.open { workshop in
      let learner = Learner(language: "pt")
      try await workshop.hear(learner.created, aggregate: learner.account)
      let now = Date()
      let event = Clikc_Identity_V1_ErasureRequested.with {
        $0.accountID = learner.account.uuidString.lowercased()
        $0.finalAt = Google_Protobuf_Timestamp(date: now)
      }

      try await workshop.hear(event, aggregate: learner.account, version: 2, at: now)

      let order = try await MailStore(pool: workshop.pool).list(accountID: learner.account)
        .first?.order
      #expect(order?.template == .erasureRequested && order?.arguments["at_once"] == "1")
    }
  }
}
