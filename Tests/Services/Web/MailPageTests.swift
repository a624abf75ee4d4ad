import Foundation
import GatewayContract
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IdentityContract
import Localization
import NotificationContract
import SwiftProtobuf
import Testing

@testable import web

@Suite("Pages about mail")
struct MailPageTests {
  private static let account = "22222222-2222-4222-8222-222222222222"

  @Test(
    "a coordinator sees what became of each invitation",
    arguments: [
      (Clikc_Notification_V1_MailState.queued, false, "Waiting"), (.accepted, false, "Sent<"),
      (.accepted, true, "Sent, link opened"), (.failed, false, "Refused"),
      (.suppressed, false, "failed too often"),
    ])
  func invitations(
    state: Clikc_Notification_V1_MailState, isOpened: Bool, word: String
  ) async throws {
    let test = try TestSite()
    try test.gateway.answer(
      "GET /api/v1/people",
      Clikc_Identity_V1_ListPeopleResponse.with {
        $0.people = [.with { $0.account.id = Self.account }]
      }, viewer: TestSite.viewer())
    try test.gateway.answer(
      "GET /api/v1/invitations",
      Clikc_Notification_V1_ListInvitationsResponse.with {
        $0.deliveries = [
          .with {
            $0.accountID = Self.account
            $0.state = state
            if isOpened { $0.openedAt = Google_Protobuf_Timestamp(date: Date()) }
          }
        ]
      })

    let page = try await test.run { client in
      try await client.execute(uri: "/people", method: .get, headers: test.cookies(token: "t"))
    }

    #expect(page.status == .ok)
    #expect(page.text.contains(word))
  }

  /// A mail and what was said of it.
  private static func delivery(
    _ state: Clikc_Notification_V1_MailState, _ reason: Clikc_Notification_V1_UndeliveredReason,
    _ answer: String, isServers: Bool
  ) -> Clikc_Notification_V1_MailDelivery {
    .with {
      $0.accountID = Self.account
      $0.template = "new_account"
      $0.state = state
      $0.reason = reason
      $0.answer = answer
      $0.answerFromServer = isServers
    }
  }

  @Test(
    "why a mail did not arrive is said in the reader's language, what is in English only by a server",
    arguments: Language.allCases)
  func reasons(language: Language) throws {
    let texts = try Texts(productTexts(), language)
    let person = PersonModel(
      .init(),
      .with {
        $0.deliveries = [
          Self.delivery(.failed, .nobody, "550 5.1.1 nobody", isServers: true),
          Self.delivery(.failed, .unspecified, "554 no", isServers: true),
          Self.delivery(.expired, .outdated, "what it was to carry", isServers: false),
          Self.delivery(.queued, .unreachable, "Could not connect", isServers: false),
          Self.delivery(.queued, .unspecified, "", isServers: false),
          Self.delivery(.accepted, .unspecified, "250 ok", isServers: true),
        ]
      }, texts)

    let numbers: [Int?] = [1, 0, 9, 7, nil, nil]
    #expect(
      person.mails.map(\.state.reason)
        == numbers.map { $0.map { texts("web.undelivered.reason-\($0)") } })
    #expect(
      person.mails.map(\.answer) == ["550 5.1.1 nobody", "554 no", nil, nil, nil, "250 ok"])
  }

  @Test("the page of a person says first why a mail did not arrive, then what the server said")
  func reasonOnPage() async throws {
    let test = try TestSite()
    try test.gateway.answer(
      "GET /api/v1/accounts/\(Self.account)/mail",
      Clikc_Notification_V1_ListMailResponse.with {
        $0.deliveries = [
          Self.delivery(.failed, .nobody, "550 5.1.1 <lea@customs.example>", isServers: true),
          Self.delivery(.expired, .tooOld, "too old to be of use", isServers: false),
        ]
      }, viewer: TestSite.viewer())
    try test.gateway.answer(
      "GET /api/v1/people/\(Self.account)",
      Clikc_Identity_V1_GetPersonResponse.with { $0.person.account.id = Self.account })

    let page = try await test.run { client in
      try await client.execute(
        uri: "/people/\(Self.account)", method: .get, headers: test.cookies(token: "t"))
    }

    let reason = "<span>Nobody has this address.</span>"
    let answer = "<bdi dir=\"ltr\" class=\"small muted\" title=\"Answer of the mail server\">"
    #expect(page.text.contains(reason + answer + "550 5.1.1 &lt;lea@customs.example&gt;</bdi>"))
    #expect(page.text.contains("<span>It waited until it was too old to send.</span></div>"))
    #expect(!page.text.contains("too old to be of use"))
  }

  @Test("the list of people says why an invitation did not arrive, of others nothing more")
  func reasonInList() async throws {
    let test = try TestSite()
    try test.gateway.answer(
      "GET /api/v1/people",
      Clikc_Identity_V1_ListPeopleResponse.with {
        $0.people = [.with { $0.account.id = Self.account }]
      }, viewer: TestSite.viewer())
    let why = "</span><span class=\"small muted\">Nobody has this address.</span>"
    for (delivery, isSaid) in [
      (Self.delivery(.failed, .nobody, "550 5.1.1 nobody", isServers: true), true),
      (Self.delivery(.accepted, .unspecified, "250 ok", isServers: true), false),
    ] {
      try test.gateway.answer(
        "GET /api/v1/invitations",
        Clikc_Notification_V1_ListInvitationsResponse.with { $0.deliveries = [delivery] })
      let page = try await test.run { client in
        try await client.execute(uri: "/people", method: .get, headers: test.cookies(token: "t"))
      }
      #expect(page.text.contains(why) == isSaid)
      #expect(page.text.contains("<span class=\"small muted\">") == isSaid)
      #expect(!page.text.contains(delivery.answer))
    }
  }

  @Test("a mail that waits for its day says which, one that is due says that it waits")
  func waitingUntil() throws {
    let now = Date(timeIntervalSince1970: 1_774_702_800)
    for language in [Language.english, .arabic] {
      let texts = try Texts(productTexts(), language)
      let word = { (due: Date?) in
        let delivery = Clikc_Notification_V1_MailDelivery.with {
          $0.state = .queued
          if let due { $0.dueAt = Google_Protobuf_Timestamp(date: due) }
        }
        return MailStateWord(delivery, now: now, texts).text
      }
      let waits = texts("web.mail.queued")
      #expect(word(now + 5 * 86400).hasPrefix(waits) && word(now + 5 * 86400) != waits)
      #expect(word(now + 5 * 86400).hasSuffix(texts.moment(now + 5 * 86400)))
      for due in [now - 60, now, nil] { #expect(word(due) == waits) }
    }
  }

  @Test("the list of people is there when nobody knows of their mail")
  func withoutMail() async throws {
    let test = try TestSite()
    try test.gateway.answer(
      "GET /api/v1/people",
      Clikc_Identity_V1_ListPeopleResponse.with {
        $0.people = [.with { $0.account.username = "aokonkwo" }]
      }, viewer: TestSite.viewer())
    try test.gateway.refuse("GET /api/v1/invitations", 503, "SERVICE_UNAVAILABLE")

    let page = try await test.run { client in
      try await client.execute(uri: "/people", method: .get, headers: test.cookies(token: "t"))
    }

    #expect(page.status == .ok && page.text.contains("aokonkwo"))
  }

  @Test("an invitation is sent again, or the page says why not")
  func again() async throws {
    let test = try TestSite()
    let path = "/people/\(Self.account)"
    try test.gateway.answer(
      "GET /api/v1/accounts/\(Self.account)/mail",
      Clikc_Notification_V1_ListMailResponse(), viewer: TestSite.viewer())
    try test.gateway.answer(
      "GET /api/v1/people/\(Self.account)",
      Clikc_Identity_V1_GetPersonResponse.with { $0.person.account.id = Self.account })
    try test.gateway.answer(
      "POST /api/v1/accounts/\(Self.account)/invitation",
      Clikc_Identity_V1_SendInvitationResponse())
    try await test.run { client in
      let sent = try await test.post("\(path)/invitation", "", token: "t", on: client)
      #expect(sent.status == .seeOther && sent.headers[.location] == "\(path)?done=sent")
      let page = try await client.execute(
        uri: "\(path)?done=sent", method: .get, headers: test.cookies(token: "t"))
      #expect(page.text.contains("A new temporary password is on the way."))
    }
    try test.gateway.refuse(
      "POST /api/v1/accounts/\(Self.account)/invitation", 412, "PASSWORD_CHOSEN")
    try await test.run { client in
      let refused = try await test.post("\(path)/invitation", "", token: "t", on: client)
      #expect(refused.status.code == 422)
      #expect(refused.text.contains("has chosen a password of their own"))
    }
  }
}
