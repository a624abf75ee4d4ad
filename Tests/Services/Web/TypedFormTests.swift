import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import web

@Suite("What was typed when the language changes")
struct TypedFormTests {
  private let test: TestSite

  init() throws { test = try TestSite() }

  @Test(
    "stands in the fields again",
    arguments: [
      (
        #"<input name="a" value="old" maxlength="9">"#,
        #"<input name="a" maxlength="9" value="&lt;x&gt;">"#
      ),
      (
        #"<input name="a" required><input name="a">"#,
        #"<input name="a" required value="&lt;x&gt;"><input name="a" value="2">"#
      ),
      (#"<input name="b" value="kept">"#, #"<input name="b" value="kept">"#),
      (
        #"<input type="hidden" name="version" value="8">"#,
        #"<input type="hidden" name="version" value="7">"#
      ),
      (
        #"<textarea name="t" dir="auto">old</textarea>"#,
        "<textarea name=\"t\" dir=\"auto\">\n\n1 &amp; 2</textarea>"
      ),
      (
        #"<select name="s"><option value="x" selected>X</option><option value="y">Y</option></select>"#,
        #"<select name="s"><option value="x">X</option><option value="y" selected>Y</option></select>"#
      ),
      (
        #"<input type="checkbox" name="c" value="1"><input type="checkbox" name="c" value="2" checked>"#,
        #"<input type="checkbox" name="c" value="1" checked><input type="checkbox" name="c" value="2">"#
      ),
      (
        #"<select name="n"><option value="x" selected>X</option></select>"#,
        #"<select name="n"><option value="x" selected>X</option></select>"#
      ),
    ])
  func fields(_ before: String, _ after: String) throws {
    let values = try #require(Form("a=%3Cx%3E&a=2&version=7&t=%0A1+%26+2&s=y&c=1".utf8))
    let around = (#"<input name="a"><form id="typed" method="post">"#, "</form><input name=\"a\">")

    #expect(
      TypedForm.filled(around.0 + before + around.1, with: values) == around.0 + after + around.1)
  }

  @Test(
    "is not what is secret",
    arguments: [
      #"<input name="a" type="password">"#, #"<input name="a" type="file">"#,
      #"<input name="a" autocomplete="one-time-code">"#,
      #"<input name="a" autocomplete="new-password">"#,
    ])
  func secrets(_ field: String) throws {
    let page = "<form id=\"typed\">\(field)</form>"

    #expect(TypedForm.filled(page, with: try #require(Form("a=secret".utf8))) == page)
  }

  @Test(
    "comes back on the page it was typed on, in the language chosen, and nothing is asked of the gateway"
  )
  func switching() async throws {
    let response = try await test.run {
      try await test.post(
        "/login?return=%2Fgrades",
        "shown_in=ar&username=l%C3%A9a%22&password=A+secret+1&remember=1", on: $0)
    }

    #expect(response.status == .ok)
    #expect(response.text.contains("<html lang=\"ar\" dir=\"rtl\">"))
    #expect(response.text.contains("value=\"léa&quot;\""))
    #expect(response.text.contains("name=\"return\" value=\"/grades\""))
    #expect(!response.text.contains("secret"))
    #expect(response.headers[.cacheControl] == "no-store")
    let cookies = response.headers[values: .setCookie].joined(separator: "\n")
    #expect(cookies.contains("__Host-language=ar"))
    #expect(!cookies.contains("secret"))
    #expect(!test.gateway.calls.contains { $0.method == "POST" })
  }

  @Test("takes a form of ours")
  func foreign() async throws {
    var headers = test.cookies()
    headers[.contentType] = "application/x-www-form-urlencoded"
    headers[.secFetchSite] = "same-origin"
    let sent = headers
    let response = try await test.run {
      try await $0.execute(
        uri: "/login", method: .post, headers: sent,
        body: .init(string: "csrf=x&shown_in=ar&username=lea"))
    }

    #expect(response.status == .forbidden)
    #expect(response.cookie("__Host-language") == nil)
  }

  @Test("goes with both menus of a page that has such a form, and of no other")
  func menus() async throws {
    try await test.run { client in
      let login = try await client.execute(uri: "/login?return=%2Fgrades", method: .get)
      let help = try await client.execute(uri: "/pages/help", method: .get)

      let sending =
        "name=\"shown_in\" form=\"typed\" formaction=\"/login?return=%2Fgrades\" formnovalidate"
      #expect(login.text.split(separator: sending).count == 11)
      #expect(login.text.contains("<button form=\"typed\" hidden></button><a class=\"skip\""))
      #expect(!help.text.contains("form=\"typed\""))
      #expect(help.text.split(separator: "name=\"language\" value=\"ar\"").count == 3)
    }
  }
}
