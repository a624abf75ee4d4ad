import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NotificationContract
import SwiftProtobuf
import Testing

@testable import web

@Suite("Links in mails, and their templates")
struct MailLinkTests {
  @Test(
    "whoever follows a mail's link has it noted, and gets the page whatever becomes of that",
    arguments: ["/", "/reset/abc"], [200, 400, 503])
  func opened(path: String, status: Int) async throws {
    let test = try TestSite()
    let note = "POST /api/v1/mail/m1/opened"
    if status == 200 {
      try test.gateway.answer(note, Clikc_Notification_V1_NoteLinkOpenedResponse())
    } else {
      try test.gateway.refuse(note, status, "ANY")
    }

    let page = try await test.run { client in
      try await client.execute(uri: "\(path)?mail=m1", method: .get, headers: test.cookies())
    }

    #expect(page.status == .ok)
    #expect(test.gateway.calls.contains { $0.path == "/api/v1/mail/m1/opened" })
  }

  @Test("an administrator sees a kind of mail as text and, fenced in, as a page")
  func templates() async throws {
    let test = try TestSite()
    try test.gateway.answer(
      "GET /api/v1/mail-templates",
      Clikc_Notification_V1_ListTemplatesResponse.with {
        $0.templates = [.with { $0.name = "new_account" }]
      }, viewer: TestSite.viewer())
    try test.gateway.answer(
      "GET /api/v1/mail-templates/new_account/ar",
      Clikc_Notification_V1_PreviewTemplateResponse.with {
        $0.subject = "حساب <جديد>"
        $0.text = "نص"
        $0.html = "<p style=\"margin:0\">mail</p>"
      }, viewer: TestSite.viewer())
    try await test.run { client in
      let get = { (uri: String) in
        try await client.execute(uri: uri, method: .get, headers: test.cookies(token: "t"))
      }
      let list = try await get("/mail-templates")
      #expect(list.text.contains("New account"))
      #expect(list.text.contains("/mail-templates/new_account/ar"))
      let one = try await get("/mail-templates/new_account/ar")
      #expect(one.text.contains("حساب &lt;جديد&gt;"))
      #expect(one.text.contains(#"dir="rtl""#))
      let page = try await get("/mail-templates/new_account/ar/page")
      #expect(page.text == "<p style=\"margin:0\">mail</p>")
      let policy = page.headers[.contentSecurityPolicy] ?? ""
      #expect(policy.contains("default-src 'none'") && policy.contains("sandbox"))
      #expect(try await get("/mail-templates/new_account/de").status == .notFound)
    }
  }

  @Test("reminders end by one request from anywhere, without session, cookie or page before it")
  func unsubscribe() async throws {
    let test = try TestSite()
    try test.gateway.answer(
      "POST /api/v1/mail/m1/unsubscribe", Clikc_Notification_V1_UnsubscribeResponse())
    try await test.run { client in
      let page = try await client.execute(uri: "/unsubscribe/m1", method: .get)
      #expect(page.text.contains(#"action="/unsubscribe/m1""#))
      #expect(test.gateway.calls.isEmpty)

      let done = try await client.execute(
        uri: "/unsubscribe/m1", method: .post,
        headers: [.contentType: "application/x-www-form-urlencoded"],
        body: ByteBuffer(string: "List-Unsubscribe=One-Click"))

      #expect(done.status == .ok && done.text.contains("no more reminders"))
      #expect(test.gateway.calls.map(\.path) == ["/api/v1/mail/m1/unsubscribe"])
    }
  }
}
