import CatalogueContract
import Foundation
import GatewayContract
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IdentityContract
import NIOCore
import SwiftProtobuf
import Testing

@testable import web

@Suite("Pages")
struct PageTests {
  private let pages: TestSite

  init() throws { pages = try TestSite() }

  private static let addresses = [
    "/", "/login", "/lost-password", "/lost-password/sent", "/reset/token", "/policy", "/verify",
    "/pages/help", "/dashboard", "/courses/1", "/courses/1/progress", "/courses/1/participants",
    "/courses/1/grades", "/courses/1/certificate", "/courses/1/lessons/2",
    "/courses/1/quizzes/2", "/attempts/1", "/grades", "/profile", "/profile/edit", "/profile/photo",
    "/password",
    "/people", "/people/new", "/people/1", "/people/mail", "/security", "/mail-templates",
    "/mail-templates/new_account/en",
    "/policies", "/policies/new", "/policies/site-policy", "/policies/site-policy/report",
    "/privacy", "/privacy/export", "/privacy/erasure", "/erasures",
    "/nothing", "/static/0/site.css", "/healthz", "/readyz",
    "/favicon.ico", "/robots.txt", "/news.atom", "/api/v1/figures", "/verify/a%ff",
    "/dashboard?q=%ff",
  ]

  @Test("every response is fenced by the security headers", arguments: addresses)
  func headers(_ address: String) async throws {
    let response = try await pages.run { try await $0.execute(uri: address, method: .get) }

    for field in SecurityHeaders.fields where field.name != .referrerPolicy {
      #expect(response.headers[field.name] == field.value, "\(field.name)")
    }
    #expect(response.headers[.referrerPolicy] != nil)
    #expect(response.status.code < 500 || address.hasPrefix("/api") || address == "/readyz")
  }

  @Test(
    "the gateway hears which language was chosen, and which the browser asks for",
    arguments: [("; __Host-language=ar", "ar"), ("", nil), ("; __Host-language=xx", nil)]
      as [(String, String?)])
  func languages(_ cookie: String, chosen: String?) async throws {
    try await pages.run { client in
      var headers = pages.cookies(token: "t", more: cookie)
      headers[.acceptLanguage] = "pt-BR, en;q=0.5"
      _ = try await client.execute(uri: "/dashboard", method: .get, headers: headers)
    }
    let asked = try #require(pages.gateway.calls.first)
    #expect(asked.credentials.chosenLanguage == chosen)
    #expect(asked.credentials.browserLanguage == "pt")
  }

  @Test(
    "a session that has to do something first is sent there from every page",
    arguments: [
      (Clikc_Identity_V1_Gate.changePassword, "/password"), (.acceptPolicy, "/policy"),
      (.confirmProfile, "/profile"),
    ])
  func gates(_ gate: Clikc_Identity_V1_Gate, _ due: String) async throws {
    let viewer = TestSite.viewer(gate)
    try pages.gateway.refuse("GET /api/v1/profile", 403, "GATE", viewer: viewer)
    let open = [
      due, "/password", "/policy", "/profile/edit", "/profile", "/profile/photo",
      "/password/changed",
    ]
    try await pages.run { client in
      for address in Self.addresses.prefix(28) where !open.contains(address) {
        let path = address.split(separator: "?")[0]
        try pages.gateway.refuse("GET /api/v1\(path)", 403, "GATE", viewer: viewer)
        let response = try await client.execute(
          uri: address, method: .get, headers: pages.cookies(token: "t"))
        if response.status == .notFound { continue }
        #expect(response.headers[.location] == due, "\(address)")
      }
    }
  }

  @Test("a page that needs a session leads to the login form and back")
  func signInFirst() async throws {
    try pages.gateway.refuse("GET /api/v1/pages/dashboard", 401, "SIGN_IN_REQUIRED")
    let response = try await pages.run {
      try await $0.execute(uri: "/dashboard?view=courses", method: .get)
    }

    #expect(response.status == .seeOther)
    #expect(response.headers[.location] == "/login?return=%2Fdashboard%3Fview%3Dcourses")
    #expect(response.cookie("__Host-sid")?.contains("Max-Age=0") == true)
  }

  @Test("what people typed is escaped")
  func escapes() async throws {
    try pages.gateway.answer(
      "GET /api/v1/pages/dashboard", Clikc_Gateway_V1_GetDashboardResponse(),
      viewer: TestSite.viewer())
    let response = try await pages.run {
      try await $0.execute(
        uri: "/dashboard?q=%3Cscript%3E", method: .get, headers: pages.cookies(token: "t"))
    }

    #expect(response.text.contains("&lt;script&gt;"))
    #expect(!response.text.contains("<b>Learner</b>"))
    #expect(response.headers[.cacheControl] == "no-store")
  }

  @Test("Arabic pages run from right to left, in the language chosen")
  func arabic() async throws {
    let response = try await pages.run {
      try await $0.execute(
        uri: "/pages/help", method: .get, headers: pages.cookies(more: "; __Host-language=ar"))
    }

    #expect(response.text.contains("<html lang=\"ar\" dir=\"rtl\">"))
    #expect(response.headers[.contentLanguage] == "ar")
  }

  @Test("a gateway that is away makes a page that says so")
  func away() async throws {
    pages.gateway.goDown()
    let response = try await pages.run { try await $0.execute(uri: "/grades", method: .get) }

    #expect(response.status == .serviceUnavailable)
    #expect(response.text.contains("Back in a moment"))
  }

  @Test("files are kept for ever under the address of their content only")
  func files() async throws {
    let address = try #require(pages.site.assets.address(of: "site.css"))
    try await pages.run { client in
      let found = try await client.execute(uri: address, method: .get)
      #expect(found.headers[.cacheControl] == "public, max-age=31536000, immutable")
      let wrong = try await client.execute(uri: "/static/0000/site.css", method: .get)
      #expect(wrong.status == .notFound)
    }
  }
}
