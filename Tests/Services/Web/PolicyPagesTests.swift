import Foundation
import GatewayContract
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IdentityContract
import NIOCore
import PrivacyContract
import SwiftProtobuf
import Testing

@testable import web

@Suite("Documents to accept, and privacy")
struct PolicyPagesTests {
  private let pages: TestSite

  init() throws {
    pages = try TestSite()
    try pages.gateway.refuse(
      "GET /api/v1/profile", 403, "POLICY_NOT_ACCEPTED", viewer: TestSite.viewer(.acceptPolicy))
  }

  private static func policy(_ slug: String, required: Bool = true) -> Clikc_Identity_V1_Policy {
    .with {
      $0.slug = slug
      $0.title = "Title of \(slug)"
      $0.required = required
      $0.version = 4
      $0.revision = 2
    }
  }

  private func read(_ path: String) async throws -> TestResponse {
    try await pages.run {
      try await $0.execute(uri: path, method: .get, headers: pages.cookies(token: "t"))
    }
  }

  @Test("the first document that waits is shown first, and asked in its own words")
  func due() async throws {
    try pages.gateway.answer(
      "GET /api/v1/my/policies",
      Clikc_Identity_V1_ListMyPoliciesResponse.with {
        $0.policies = [("site-policy", false, true), ("news", true, false)].map {
          slug, due, required in
          Clikc_Identity_V1_MyPolicy.with {
            $0.policy = Self.policy(slug, required: required)
            $0.due = due
          }
        }
      }, viewer: TestSite.viewer(.acceptPolicy))
    try pages.gateway.answer(
      "GET /api/v1/policies/news/en",
      Clikc_Identity_V1_ReadPolicyResponse.with {
        $0.policy = Self.policy("news", required: false)
        $0.text = "# Letters\n\n<script>x</script>"
      })
    let page = try await read("/policy")
    #expect(page.text.contains("Title of news") && page.text.contains("<h2>Letters</h2>"))
    #expect(page.text.contains("You are free to say NO") && !page.text.contains("<script>x"))
    #expect(page.text.contains("value=\"4\""))
  }

  @Test(
    "a NO to a compulsory document closes the site and leads to privacy, a NO to an optional one does not"
  )
  func declined() async throws {
    try pages.gateway.answer(
      "POST /api/v1/policy/answers",
      Clikc_Identity_V1_AnswerPolicyResponse.with { $0.gate = .acceptPolicy })
    try await pages.run { client in
      let compulsory = try await pages.post(
        "/policy", "version=4&language=en&required=1&answer=no", token: "t", on: client)
      #expect(compulsory.headers[.location] == "/policy/declined")
      let optional = try await pages.post(
        "/policy", "version=4&language=en&answer=no", token: "t", on: client)
      #expect(optional.headers[.location] == "/policy")
    }
    let declined = try await read("/policy/declined")
    #expect(declined.text.contains("href=\"/privacy\"") && declined.text.contains("/logout"))
  }

  @Test("the page about one's data is open to who declined: answers, withdrawal, copy, erasure")
  func privacy() async throws {
    try pages.gateway.answer(
      "GET /api/v1/my/policies",
      Clikc_Identity_V1_ListMyPoliciesResponse.with {
        $0.policies = [
          .with {
            $0.policy = Self.policy("news", required: false)
            $0.accepted = true
          }
        ]
        $0.answers = [
          .with {
            $0.slug = "news"
            $0.title = "News"
            $0.version = 4
            $0.revision = 2
            $0.accepted = true
            $0.language = "ar"
            $0.textHash = String(repeating: "c", count: 64)
          }
        ]
      }, viewer: TestSite.viewer(.acceptPolicy))
    try pages.gateway.answer(
      "GET /api/v1/my/erasure", Clikc_Identity_V1_GetMyErasureResponse())
    let page = try await read("/privacy")
    #expect(page.status == .ok)
    for part in [
      "/privacy/policies/news/withdraw", "/privacy/export.json", "href=\"/privacy/erasure\"",
      "/policies/news/versions/4/ar", String(repeating: "c", count: 64), "/logout",
      "/api/v1/my/policies/4/pdf?language=",
    ] {
      #expect(page.text.contains(part), "\(part)")
    }
  }

  @Test("where erasure comes at once no page speaks of a day until when it can be taken back")
  func erasureAtOnce() async throws {
    try pages.gateway.answer(
      "GET /api/v1/my/erasure",
      Clikc_Identity_V1_GetMyErasureResponse.with { $0.graceDays = 14 })
    let usual = try await read("/privacy/erasure").text
    try pages.gateway.answer(
      "GET /api/v1/my/erasure", Clikc_Identity_V1_GetMyErasureResponse())
    let atOnce = try await read("/privacy/erasure").text
    #expect(usual.contains("until which day") && usual.contains("After that day"))
    #expect(!atOnce.contains("until which day") && !atOnce.contains("After that day"))
    #expect(atOnce.contains("erased right away") && atOnce.contains("cannot be undone"))

    let moment = Date(timeIntervalSince1970: 1_774_702_800)
    let asked = Clikc_Identity_V1_Erasure.with {
      $0.state = .waiting
      $0.requestedAt = .init(date: moment)
      $0.finalAt = .init(date: moment)
    }
    try pages.gateway.answer(
      "POST /api/v1/my/erasure",
      Clikc_Identity_V1_RequestErasureResponse.with { $0.erasure = asked })
    let sent = try await pages.run {
      try await pages.post("/privacy/erasure", "sure=1", token: "t", on: $0)
    }
    #expect(sent.headers[.location] == "/privacy/erasure/asked?now=1")
    try await pages.run { client in
      let now = try await client.execute(uri: "/privacy/erasure/asked?now=1", method: .get)
      let later = try await client.execute(uri: "/privacy/erasure/asked", method: .get)
      #expect(now.text.contains("being erased") && !now.text.contains("until which day"))
      #expect(later.text.contains("until which day"))
    }

    try pages.gateway.answer(
      "GET /api/v1/profile", Clikc_Identity_V1_GetProfileResponse(),
      viewer: TestSite.viewer(.cancelErasure))
    try pages.gateway.answer(
      "GET /api/v1/my/erasure",
      Clikc_Identity_V1_GetMyErasureResponse.with { $0.erasure = asked })
    let pending = try await read("/privacy/erasure/pending").text
    #expect(pending.contains("about to be erased") && !pending.contains("Until then"))
  }

  @Test("who asked for erasure is led to the page that takes it back, from every other page")
  func pendingErasure() async throws {
    try pages.gateway.answer(
      "GET /api/v1/profile", Clikc_Identity_V1_GetProfileResponse(),
      viewer: TestSite.viewer(.cancelErasure))
    try pages.gateway.answer(
      "GET /api/v1/my/erasure",
      Clikc_Identity_V1_GetMyErasureResponse.with {
        $0.erasure.state = .waiting
        $0.erasure.requestedAt = .init(date: Date(timeIntervalSince1970: 1_774_702_800))
        $0.erasure.finalAt = .init(date: Date(timeIntervalSince1970: 1_775_912_400))
      })
    let page = try await read("/privacy/erasure/pending")
    #expect(page.status == .ok)
    for part in ["11 Apr 2026", "/privacy/erasure/withdraw", "/logout"] {
      #expect(page.text.contains(part), "\(part)")
    }
    let other = try await read("/privacy/erasure")
    #expect(other.status == .seeOther)
    #expect(other.headers[.location] == "/privacy/erasure/pending")
  }

  @Test("a request for erasure says when it ends by itself, or that the account is suspended")
  func ends() async throws {
    try pages.gateway.answer(
      "GET /api/v1/profile", Clikc_Identity_V1_GetProfileResponse(), viewer: TestSite.viewer(.open))
    try pages.gateway.answer(
      "GET /api/v1/erasures",
      Clikc_Identity_V1_ListErasuresResponse.with {
        $0.erasures = [1_775_912_400, nil].map { (end: TimeInterval?) in
          .with {
            $0.state = .waiting
            if let end { $0.finalAt = .init(date: Date(timeIntervalSince1970: end)) }
          }
        }
      }, viewer: TestSite.viewer(.open))
    let page = try await read("/erasures")
    #expect(page.status == .ok)
    #expect(page.text.contains("11 Apr 2026"))
    #expect(page.text.contains("No date while the account is suspended"))
  }

  @Test("the copy of one's data is one JSON file with everything each service gave")
  func export() async throws {
    try pages.gateway.answer(
      "GET /api/v1/pages/my-data",
      Clikc_Gateway_V1_ExportMyDataResponse.with {
        $0.sections = ["account", "mail"].map { name in
          .with {
            $0.name = name
            $0.records = [
              .with {
                $0.fields = [
                  .with {
                    $0.name = "email"
                    $0.value = "a@b.example"
                  }
                ]
              }
            ]
          }
        }
      }, viewer: TestSite.viewer(.acceptPolicy))
    let file = try await read("/privacy/export.json")
    let read = try JSONDecoder().decode(
      [String: [[String: String]]].self, from: Data(file.body.readableBytesView))
    #expect(read == ["account": [["email": "a@b.example"]], "mail": [["email": "a@b.example"]]])
    #expect(file.headers[.contentDisposition]?.contains("attachment") == true)
    let page = try await self.read("/privacy/export")
    #expect(page.text.contains("Account and profile") && page.text.contains("Email address"))
  }

  @Test("differences are told line by line")
  func difference() {
    let difference = TextDifference(from: "a\nb\nc", to: "a\nx\nc\nd")
    #expect(difference.lines.map(\.text) == ["a", "b", "x", "c", "d"])
    #expect(difference.lines.map(\.removed) == [false, true, false, false, false])
    #expect(difference.lines.map(\.added) == [false, false, true, false, true])
    #expect(TextDifference(from: "a", to: "a").none)
  }
}
