import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import web

@Suite("The page to come back to after a form")
struct LanguageReturnTests {
  private let pages = PageAddresses()

  init() {
    pages.learn([
      ("/", true), ("/people/new", true), ("/people/new", false),
      ("/courses/:course/participants", true),
      ("/courses/{course}/participants/{account}/due", false), ("/api/**", true),
    ])
  }

  @Test(
    "is one that answers GET",
    arguments: ["/", "/people/new", "/courses/7/participants", "//people//new/"])
  func isPage(path: String) { #expect(pages.contains(path)) }

  @Test(
    "is nothing else",
    arguments: [
      "/courses/7/participants/8/due", "/people", "/people/new/more", "/api/v1/x",
      "/courses//participants",
    ])
  func isNone(path: String) { #expect(!pages.contains(path)) }

  @Test(
    "is the sender, else the form's own address, else the front page",
    arguments: [
      ("/lost-password", "http://localhost:8080/login?return=%2Fgrades", "/login?return=%2Fgrades"),
      ("/lost-password", "http://localhost:8080/courses/7/participants/8/due", "/lost-password"),
      ("/lost-password", "https://elsewhere.example/nowhere", "/lost-password"),
      ("/lost-password", nil, "/lost-password"),
      ("/logout", "http://localhost:8080/courses/7/participants/8/due", "/"),
    ] as [(String, String?, String)])
  func returns(path: String, sender: String?, page: String) async throws {
    let test = try TestSite()
    try await test.run { client in
      var headers = test.cookies()
      if let sender { headers[.referer] = sender }
      // Without the form's token it is refused, on a page that has the language menu.
      try await client.execute(
        uri: path, method: .post, headers: headers, body: .init(string: "a=b")
      ) { response in
        let body = String(buffer: response.body)
        #expect(body.contains("name=\"return\" value=\"\(page)\""), "\(response.status)")
      }
    }
  }
}
