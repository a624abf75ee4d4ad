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

@Suite("The pages of addresses on hold")
struct SuppressedPageTests {
  private static let id = "33333333-3333-4333-8333-333333333333"
  private static let account = "22222222-2222-4222-8222-222222222222"
  private static let call = "GET /api/v1/suppressed-addresses"

  private static func address(
    _ change: (inout Clikc_Notification_V1_SuppressedAddress) -> Void = { _ in }
  ) -> Clikc_Notification_V1_SuppressedAddress {
    .with {
      $0.id = Self.id
      $0.address = "lea@customs.example"
      $0.reason = .nobody
      $0.answer = "550 5.1.1 <lea@customs.example> unknown"
      $0.suppressedAt = Google_Protobuf_Timestamp(seconds: 1_774_702_800)
      $0.endsAt = Google_Protobuf_Timestamp(seconds: 1_777_294_800)
      $0.people = [
        .with {
          $0.accountID = Self.account
          $0.name = "Léa <b>Learner</b>"
          $0.administrationID = "a-2"
        }
      ]
      change(&$0)
    }
  }

  private static func site(
    _ addresses: [Clikc_Notification_V1_SuppressedAddress], next: String = "", roles: [Int32] = [3]
  ) throws -> TestSite {
    let test = try TestSite()
    var viewer = TestSite.viewer()
    viewer.roles = roles
    try test.gateway.answer(
      Self.call,
      Clikc_Notification_V1_ListSuppressedResponse.with {
        $0.addresses = addresses
        $0.nextPageToken = next
      }, viewer: viewer)
    try test.gateway.answer(
      "\(Self.call)/\(Self.id)",
      Clikc_Notification_V1_GetSuppressedResponse.with {
        if let first = addresses.first { $0.address = first }
      }, viewer: viewer)
    try test.gateway.answer(
      "GET /api/v1/administration-names/en",
      Clikc_Identity_V1_ListAdministrationNamesResponse.with {
        $0.administrations = [
          .with {
            $0.id = "a-2"
            $0.name = "Kenya"
          }
        ]
      })
    return test
  }

  private static func page(
    _ test: TestSite, _ address: String = "/people/mail/addresses"
  ) async throws -> TestResponse {
    try await test.run { client in
      try await client.execute(uri: address, method: .get, headers: test.cookies(token: "t"))
    }
  }

  @Test("say of each whose it is, why, since when and until when, and lead to letting mail go")
  func row() async throws {
    let texts = try Texts(productTexts(), .english)
    let since = Date(timeIntervalSince1970: 1_774_702_800)
    for (address, back) in [
      ("/people/mail/addresses", "/people/mail"),
      ("/people/mail/addresses/\(Self.id)", "/people/mail/addresses"),
    ] {
      let page = try await Self.page(try Self.site([Self.address()]), address)
      #expect(page.status == .ok)
      for words in [
        "Léa &lt;b&gt;Learner&lt;/b&gt;", "href=\"/people/\(Self.account)\"", "lea@customs.example",
        "Nobody has this address.", "550 5.1.1 &lt;lea@customs.example&gt; unknown",
        texts.moment(since), texts.moment(since + 30 * 86400), "href=\"\(back)\"",
        "/people/mail/addresses/\(Self.id)",
      ] {
        #expect(page.text.contains(words), "\(words) on \(address)")
      }
      #expect(!page.text.contains("Kenya"))
    }
  }

  @Test("tell administrations apart for administrators, and an address of nobody for everybody")
  func administrator() async throws {
    let named = try await Self.page(try Self.site([Self.address()], roles: [5]))
    #expect(named.text.contains("<span class=\"muted small under\">Kenya</span>"))
    let nobody = try await Self.page(
      try Self.site([
        Self.address {
          $0.people = []
          $0.answer = ""
          $0.reason = .unspecified
        }
      ]))
    #expect(nobody.text.contains("Nobody with an account"))
    #expect(nobody.text.contains("The mail server refused it."))
  }

  @Test("ask for what their address says, and remember it on every page of the list")
  func filter() async throws {
    let test = try Self.site([Self.address()], next: "9-1f")
    let page = try await Self.page(
      test, "/people/mail/addresses?query=%3Clea&page=8-1e&before=1")
    let asked = try #require(test.gateway.calls.map(\.path).last { $0.contains("suppressed") })
    #expect(asked.contains("query=%3Clea") && asked.contains("pageToken=8-1e"))
    #expect(page.text.contains("value=\"&lt;lea\""))
    let list = "/people/mail/addresses?query=%3Clea"
    #expect(page.text.contains("rel=\"prev\" href=\"\(list)\""))
    #expect(page.text.contains("rel=\"next\" href=\"\(list)&amp;page=9-1f&amp;before=1.8-1e\""))
    let lift = "/people/mail/addresses/\(Self.id)?query=%3Clea&amp;page=8-1e&amp;before=1"
    #expect(page.text.contains("href=\"\(lift)\""))
  }

  @Test("say that no address is on hold, or none as was asked for")
  func none() async throws {
    let all = try await Self.page(try Self.site([]))
    #expect(all.text.contains("No address is on hold."))
    let narrowed = try await Self.page(try Self.site([]), "/people/mail/addresses?query=zoe")
    #expect(narrowed.text.contains("No address on hold has this in it."))
    #expect(narrowed.text.contains("Show all"))
  }

  @Test("let mail go again and come back to the list it was asked on")
  func lift() async throws {
    let lift = "POST /api/v1/suppressed-addresses/\(Self.id)/lift"
    let form = "/people/mail/addresses/\(Self.id)"
    let test = try Self.site([Self.address()])
    try test.gateway.answer(lift, Clikc_Notification_V1_LiftSuppressionResponse())
    try test.gateway.answer(
      "GET /api/v1/undelivered-mail", Clikc_Notification_V1_ListUndeliveredResponse())
    for (query, list) in [
      ("?query=lea", "/people/mail/addresses?query=lea&done=lifted"),
      ("?from=mail&state=3", "/people/mail?state=3&done=lifted"),
    ] {
      try await test.run { client in
        let sent = try await test.post(form + query, "", token: "t", on: client)
        #expect(sent.status == .seeOther)
        let back = try #require(sent.headers[.location])
        #expect(back == list)
        let page = try await client.execute(
          uri: back, method: .get, headers: test.cookies(token: "t"))
        #expect(page.text.contains("All mail goes to this address again."))
      }
    }
    try test.gateway.refuse(lift, 404, "SUPPRESSION_UNKNOWN")
    try await test.run { client in
      let refused = try await test.post(form, "", token: "t", on: client)
      #expect(refused.status == .notFound)
      #expect(refused.text.contains("This address gets all its mail already"))
    }
  }

  @Test("are led to from mail whose address is on hold, and from no other")
  func besideMail() throws {
    let texts = try Texts(productTexts(), .english)
    var filter = UndeliveredFilter()
    filter.state = 3
    let model = UndeliveredModel(
      .with {
        $0.mails = [
          .with { $0.delivery.recipient = "lea@customs.example" },
          .with {
            $0.delivery.recipient = "zoe@customs.example"
            $0.suppressionID = Self.id
          },
        ]
      }, filter: filter, texts)
    #expect(
      model.rows.map(\.lift) == [nil, "/people/mail/addresses/\(Self.id)?from=mail&state=3"])
    #expect(model.rows[1].liftLabel == "Let mail go to zoe@customs.example again")
    #expect(model.rows.map(\.acts) == [false, true])
    #expect(model.isSuppressed)
    #expect(model.tabs.map(\.current) == [true, false])
  }
}
