import Authentication
import Foundation
import GRPCCore
import NotificationContract
import NotificationDomain
import SwiftProtobuf
import Testing

@testable import notification

@Suite struct MailServiceTests {
  @Test("the state of an invitation is shown to those who look after the account, nobody else's")
  func invitations() async throws {
    let relay = try ScriptedRelay()
    try await Workshop.open(smtp: relay.url()) { workshop in
      let administration = UUID()
      let own = Learner(administration: administration.uuidString, serial: 1)
      let other = Learner(administration: UUID().uuidString, serial: 1)
      for learner in [own, other] {
        try await workshop.hear(learner.created, aggregate: learner.account)
      }
      try await workshop.sendAll()
      let request = Clikc_Notification_V1_ListInvitationsRequest.with {
        $0.accountIds = [own.account, other.account, UUID()].map(\.uuidString)
      }
      for (roles, home, count) in [
        (Set([Role.coordinator]), administration as UUID?, 1), ([.coordinator], UUID(), 0),
        ([.coordinator], nil, 0), ([.administrator], nil, 2),
      ] {
        try await Calls.serve(workshop, as: Calls.principal(UUID(), roles, home)) { _, mail in
          let deliveries = try await mail.listInvitations(request).deliveries
          #expect(deliveries.count == count)
          #expect(deliveries.allSatisfy { $0.state == .accepted && !$0.hasOpenedAt })
        }
      }
      try await Calls.serve(workshop, as: Calls.principal(own.account)) { _, mail in
        await Calls.refused("NOT_ALLOWED", .permissionDenied) {
          try await mail.listInvitations(request)
        }
      }
    }
  }

  @Test("whoever follows the link in a mail has opened it, the first time counts")
  func opened() async throws {
    try await Workshop.open { workshop in
      let order = try await workshop.queue(Orders.order(.newAccount))
      let known = Clikc_Notification_V1_NoteLinkOpenedRequest.with {
        $0.mailID = order.id.uuidString
      }
      try await Calls.serve(workshop, as: nil) { _, mail in
        _ = try await mail.noteLinkOpened(known)
        let first = try #require(try await workshop.record(order)?.openedAt)
        _ = try await mail.noteLinkOpened(known)
        #expect(try await workshop.record(order)?.openedAt == first)
        _ = try await mail.noteLinkOpened(.with { $0.mailID = UUID().uuidString })
      }
    }
  }

  @Test(
    "a mail has the reason why it did not arrive or is tried again, and says whose the answer is",
    arguments: [
      (MailState.failed, "550 5.1.1 nobody", Clikc_Notification_V1_UndeliveredReason.nobody, true),
      (.failed, "550 no", .unspecified, true),
      (.failed, OwnAnswer.unwritable.rawValue, .unwritten, false),
      (.expired, OwnAnswer.secretEnded.rawValue, .outdated, false),
      (.expired, "452 4.2.2 full", .full, true),
      (.suppressed, OwnAnswer.suppressed.rawValue, .suppressed, false),
      (.queued, "451 4.7.1 greylisted", .later, true),
      (.queued, "Could not connect to server", .unreachable, false),
      (.queued, "", .unspecified, false),
      (.accepted, "250 2.0.0 ok", .unspecified, true),
    ])
  func reasons(
    state: MailState, answer: String, reason: Clikc_Notification_V1_UndeliveredReason,
    isServers: Bool
  ) async throws {
    try await Workshop.open { workshop in
      let learner = Learner(serial: 1)
      try await workshop.invite(learner, state, answer: answer)
      try await Calls.serve(workshop, as: Calls.principal(UUID(), [.administrator])) { _, mail in
        let listed = try await mail.listMail(
          .with { $0.accountID = learner.account.uuidString }
        ).deliveries.filter { $0.template == "new_account" }
        let invitations = try await mail.listInvitations(
          .with { $0.accountIds = [learner.account.uuidString] }
        ).deliveries
        #expect(listed.count == 1 && listed == invitations)
        for delivery in listed {
          #expect(delivery.reason == reason && delivery.answerFromServer == isServers)
          #expect(delivery.answer == answer)
        }
      }
    }
  }

  @Test("an invitation sent again is the one whose state is shown")
  func again() async throws {
    try await Workshop.open { workshop in
      var learner = Learner(serial: 1)
      try await workshop.hear(
        learner.created, aggregate: learner.account, at: Date() - 3600)
      learner.serial = 2
      try await workshop.hear(learner.created, aggregate: learner.account, version: 2)

      let records = try await MailStore(pool: workshop.pool)
        .invitations(accounts: [learner.account])

      #expect(records.map { $0.order.arguments["serial"] } == ["2"])
      #expect(try await workshop.count("mail") == 3)
    }
  }

  @Test("administrators see every kind of mail in every language, without a secret")
  func previews() async throws {
    try await Workshop.open { workshop in
      let administrator = Calls.principal(UUID(), [.administrator])
      try await Calls.serve(workshop, as: administrator) { _, mail in
        let templates = try await mail.listTemplates(.init()).templates
        #expect(templates.map(\.name) == MailTemplate.allCases.map(\.rawValue))
        #expect(templates.filter(\.carriesSecret).count == 3)
        for template in templates {
          for language in WrittenLanguage.allCases {
            let preview = try await mail.previewTemplate(
              .with {
                $0.name = template.name
                $0.language = language.rawValue
              })
            #expect(preview.subject.hasPrefix("CLiKC, the WCO Customs"))
            #expect(preview.text.contains("Amina Okonkwo"))
            #expect(preview.html.contains("lang=\"\(language.rawValue)\""))
          }
        }
        for (name, language) in [("nothing", "en"), ("new_account", "de"), ("", "")] {
          await Calls.refused("TEMPLATE_UNKNOWN", .notFound) {
            try await mail.previewTemplate(
              .with {
                $0.name = name
                $0.language = language
              })
          }
        }
      }
      #expect(workshop.secrets.asked.isEmpty)
      let coordinator = Calls.principal(UUID(), [.coordinator], UUID())
      try await Calls.serve(workshop, as: coordinator) { _, mail in
        await Calls.refused("NOT_ALLOWED", .permissionDenied) {
          try await mail.listTemplates(.init())
        }
        await Calls.refused("NOT_ALLOWED", .permissionDenied) {
          try await mail.previewTemplate(.with { $0.name = "new_account" })
        }
      }
    }
  }
}
