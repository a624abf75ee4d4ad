import Foundation
import GatewayContract
import HTTPTypes
import HummingbirdTesting
import IdentityContract
import Localization
import NotificationContract
import SwiftProtobuf
import Testing

@testable import web

@Suite("The page of mail that did not arrive")
struct UndeliveredPageTests {
  private static let account = "22222222-2222-4222-8222-222222222222"
  private static let call = "GET /api/v1/undelivered-mail"

  /// A mail that failed, and what is different about it.
  private static func mail(
    _ state: Clikc_Notification_V1_MailState = .failed,
    _ change: (inout Clikc_Notification_V1_UndeliveredMail) -> Void = { _ in }
  ) -> Clikc_Notification_V1_UndeliveredMail {
    .with {
      $0.name = "Léa <b>Learner</b>"
      $0.accountExists = true
      $0.reason = .nobody
      $0.delivery = .with {
        $0.accountID = Self.account
        $0.template = "new_account"
        $0.recipient = "lea@customs.example"
        $0.state = state
        $0.attempts = 1
        $0.answer = "550 5.1.1 <lea@customs.example> unknown"
      }
      change(&$0)
    }
  }

  private static func site(
    _ mails: [Clikc_Notification_V1_UndeliveredMail], next: String = "",
    roles: [Int32] = [3]
  ) throws -> TestSite {
    let test = try TestSite()
    var viewer = TestSite.viewer()
    viewer.roles = roles
    try test.gateway.answer(
      Self.call,
      Clikc_Notification_V1_ListUndeliveredResponse.with {
        $0.mails = mails
        $0.nextPageToken = next
        $0.templates = ["new_account", "password_reset"]
      }, viewer: viewer)
    return test
  }

  private static func page(
    _ test: TestSite, _ address: String = "/people/mail"
  ) async throws -> TestResponse {
    try await test.run { client in
      try await client.execute(uri: address, method: .get, headers: test.cookies(token: "t"))
    }
  }

  @Test("says of each mail to whom, where, what, why and how often, and leads to the person")
  func row() async throws {
    let page = try await Self.page(try Self.site([Self.mail()]))

    #expect(page.status == .ok)
    for words in [
      "Léa &lt;b&gt;Learner&lt;/b&gt;", "href=\"/people/\(Self.account)\"", "lea@customs.example",
      "New account", "Nobody has this address.", "550 5.1.1 &lt;lea@customs.example&gt; unknown",
      "<span class=\"tag bad\">Refused</span>",
    ] {
      #expect(page.text.contains(words), "\(words)")
    }
    #expect(!page.text.contains("/invitation") && !page.text.contains("name=\"administration\""))
  }

  @Test(
    "names each state and each reason in five languages",
    arguments: Language.allCases)
  func words(language: Language) throws {
    let texts = try Texts(productTexts(), language)
    let states: [Clikc_Notification_V1_MailState] = [.failed, .expired, .suppressed, .queued]
    let reasons = Clikc_Notification_V1_UndeliveredReason.allCases
    let model = UndeliveredModel(
      .with {
        $0.mails =
          states.map { Self.mail($0) }
          + reasons.map { reason in Self.mail { $0.reason = reason } }
      }, filter: UndeliveredFilter(), texts)

    #expect(Set(model.rows.map(\.tag)).count == 4)
    #expect(model.rows.filter(\.retried).count == 1)
    #expect(Set(model.rows.map(\.reason)).count == reasons.count)
    #expect(model.isSuppressed && !model.mayRepeat)
    let unknown = UndeliveredModel(
      .with { $0.mails = [Self.mail { $0.reason = .UNRECOGNIZED(99) }] },
      filter: UndeliveredFilter(), texts)
    #expect(unknown.rows.map(\.reason) == [texts("web.undelivered.reason-0")])
  }

  @Test("does not repeat in English what the portal itself says in the reader's words")
  func ownReasons() throws {
    let texts = try Texts(productTexts(), .french)
    let reasons = Clikc_Notification_V1_UndeliveredReason.allCases
    let model = UndeliveredModel(
      .with { $0.mails = reasons.map { reason in Self.mail { $0.reason = reason } } },
      filter: UndeliveredFilter(), texts)
    let silent = zip(reasons, model.rows).filter { $0.1.answer == nil }.map(\.0)
    #expect(silent == [.tooOld, .outdated, .suppressed, .restored])
  }

  @Test("says when a mail is tried next, which is not before now")
  func nextTry() throws {
    let texts = try Texts(productTexts(), .english)
    let now = Date(timeIntervalSince1970: 1_774_702_800)
    let next = { (due: Date) in
      UndeliveredModel(
        .with {
          $0.mails = [
            Self.mail(.queued) { $0.delivery.dueAt = Google_Protobuf_Timestamp(date: due) }
          ]
        }, filter: UndeliveredFilter(), now: now, texts
      ).rows.first?.nextTry
    }
    #expect(next(now + 7200) == "Next try: " + texts.moment(now + 7200))
    #expect(next(now - 7200) == "Next try: " + texts.moment(now))
  }

  @Test("names somebody without an account without a link")
  func withoutAccount() async throws {
    let page = try await Self.page(try Self.site([Self.mail { $0.accountExists = false }]))
    #expect(page.text.contains("Léa &lt;b&gt;Learner&lt;/b&gt;"))
    #expect(!page.text.contains("href=\"/people/\(Self.account)\""))
  }

  @Test("asks for what its address says, and remembers it on every page of the list")
  func filter() async throws {
    let test = try Self.site([Self.mail { $0.resendable = true }], next: "9-1f")
    let page = try await Self.page(test, "/people/mail?state=1&kind=new_account&page=8-1e&before=1")

    let asked = try #require(test.gateway.calls.last?.path)
    for part in ["state=", "template=new_account", "pageToken=8-1e"] {
      #expect(asked.contains(part), "\(asked)")
    }
    let query = "state=1&amp;kind=new_account&amp;page=8-1e&amp;before=1"
    #expect(page.text.contains("action=\"/people/mail/\(Self.account)/invitation?\(query)\""))
    let following = "state=1&amp;kind=new_account&amp;page=9-1f&amp;before=1.8-1e"
    #expect(page.text.contains("rel=\"next\" href=\"/people/mail?\(following)\""))
    #expect(
      page.text.contains("rel=\"prev\" href=\"/people/mail?state=1&amp;kind=new_account\""))
    #expect(page.text.contains("<option value=\"new_account\" selected>New account</option>"))
  }

  @Test("says that all mail has arrived, or that none is as was asked for")
  func none() async throws {
    let all = try await Self.page(try Self.site([]))
    #expect(all.text.contains("All mail has arrived"))
    let narrowed = try await Self.page(try Self.site([]), "/people/mail?state=2")
    #expect(narrowed.text.contains("There is no such mail.") && narrowed.text.contains("Show all"))
    let later = try await Self.page(try Self.site([]), "/people/mail?page=1-a")
    #expect(later.text.contains("There is no such mail.") && !later.text.contains("Show all"))
  }

  @Test("lets administrators choose an administration and names each mail's")
  func administrator() async throws {
    let test = try Self.site([Self.mail { $0.administrationID = "a-2" }], roles: [5])
    try test.gateway.answer(
      "GET /api/v1/administration-names/en",
      Clikc_Identity_V1_ListAdministrationNamesResponse.with {
        $0.administrations = [
          .with {
            $0.id = "a-1"
            $0.name = "Ghana"
          },
          .with {
            $0.id = "a-2"
            $0.name = "Kenya"
          },
        ]
      })
    let page = try await Self.page(test, "/people/mail?administration=a-1")
    #expect(page.text.contains("<option value=\"a-1\" selected>Ghana</option>"))
    #expect(page.text.contains("<span class=\"muted small under\">Kenya</span>"))
  }

  @Test("sends an invitation again and comes back to the same list, or says why not")
  func again() async throws {
    let test = try Self.site([Self.mail { $0.resendable = true }])
    let send = "POST /api/v1/accounts/\(Self.account)/invitation"
    let address = "/people/mail/\(Self.account)/invitation?kind=new_account"
    try test.gateway.answer(send, Clikc_Identity_V1_SendInvitationResponse())
    try await test.run { client in
      let sent = try await test.post(address, "", token: "t", on: client)
      #expect(sent.status == .seeOther)
      let back = try #require(sent.headers[.location])
      #expect(back == "/people/mail?kind=new_account&done=sent")
      let page = try await client.execute(
        uri: back, method: .get, headers: test.cookies(token: "t"))
      #expect(page.text.contains("A new temporary password is on the way."))
    }
    try test.gateway.refuse(send, 412, "PASSWORD_CHOSEN")
    try await test.run { client in
      let refused = try await test.post(address, "", token: "t", on: client)
      #expect(refused.status.code == 422)
      #expect(refused.text.contains("has chosen a password of their own"))
      #expect(refused.text.contains("lea@customs.example"))
    }
  }

  @Test(
    "is announced on the list of people when invitations did not arrive",
    arguments: [
      (Int32(0), ""), (1, "1 invitation did not arrive."),
      (3, "3 invitations did not arrive."),
      (100, "100 invitations or more did not arrive."),
    ])
  func announced(count: Int32, words: String) async throws {
    let test = try TestSite()
    try test.gateway.answer(
      "GET /api/v1/people", Clikc_Identity_V1_ListPeopleResponse(), viewer: TestSite.viewer())
    try test.gateway.answer(
      "GET /api/v1/undelivered-mail/count",
      Clikc_Notification_V1_CountUndeliveredResponse.with { $0.invitations = count })
    let page = try await Self.page(test, "/people")
    #expect(page.text.contains("href=\"/people/mail\""))
    #expect(page.text.contains("href=\"/people/mail?kind=new_account\"") == !words.isEmpty)
    #expect(words.isEmpty || page.text.contains(words))

    try test.gateway.refuse(
      "GET /api/v1/undelivered-mail/count", 503, "SERVICE_UNAVAILABLE")
    let without = try await Self.page(test, "/people")
    #expect(without.status == .ok && !without.text.contains("did not arrive."))
  }
}
