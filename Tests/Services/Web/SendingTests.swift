import GatewayContract
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IdentityContract
import NIOCore
import SwiftProtobuf
import Testing

@testable import web

@Suite("Sent forms")
struct SendingTests {
  private let pages: TestSite

  init() throws { pages = try TestSite() }

  @Test(
    "logging in keeps the session in a cookie that scripts cannot read and lands on what is due")
  func signIn() async throws {
    try pages.gateway.answer(
      "POST /api/v1/sessions",
      Clikc_Identity_V1_SignInResponse.with {
        $0.token = "secret"
        $0.gate = .changePassword
        $0.account.username = "hermes"
      })
    let response = try await pages.run {
      try await pages.post("/login", "username=hermes&password=x&return=/grades", on: $0)
    }

    #expect(response.headers[.location] == "/password")
    let cookie = try #require(response.cookie("__Host-sid"))
    for part in ["=secret", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
      #expect(cookie.contains(part))
    }
    let asked = try #require(pages.gateway.calls.first)
    let request = try Clikc_Identity_V1_SignInRequest(serializedBytes: asked.body ?? [])
    #expect(request.username == "hermes")
  }

  @Test("a failed login says so and keeps the username")
  func failedSignIn() async throws {
    try pages.gateway.refuse("POST /api/v1/sessions", 401, "SIGN_IN_FAILED")
    let response = try await pages.run {
      try await pages.post("/login", "username=hermes&password=x", on: $0)
    }

    #expect(response.status == .unprocessableContent)
    #expect(response.text.contains("role=\"alert\""))
    #expect(response.text.contains("value=\"hermes\""))
    #expect(response.cookie("__Host-sid") == nil)
  }

  @Test("known and unknown get the same answer about a lost password")
  func lostPassword() async throws {
    try pages.gateway.answer(
      "POST /api/v1/password-resets", Clikc_Identity_V1_RequestPasswordResetResponse())
    let response = try await pages.run {
      try await pages.post("/lost-password", "email=a@b.example", on: $0)
    }

    #expect(response.headers[.location] == "/lost-password/sent")
    let request = try Clikc_Identity_V1_RequestPasswordResetRequest(
      serializedBytes: pages.gateway.calls[0].body ?? [])
    #expect(request.email == "a@b.example")
  }

  @Test("two different new passwords never reach the gateway")
  func differentPasswords() async throws {
    let response = try await pages.run {
      try await pages.post("/reset/token", "new_password=Abcdefg1&again=Abcdefg2", on: $0)
    }

    #expect(response.status == .unprocessableContent)
    #expect(pages.gateway.calls.isEmpty)
  }

  @Test("a form of another site, without its token, or in another shape changes nothing")
  func dishonest() async throws {
    let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    let cases: [(HTTPFields, String, Int)] = [
      (form, "username=a", 403),
      (form.with(.secFetchSite, "cross-site"), "username=a", 403),
      (form.with(.origin, "https://evil.example"), "username=a", 403),
      ([.contentType: "multipart/form-data; boundary=x"], "--x--", 415),
      ([:], "", 415),
      (form, "username=%ff", 400),
      (form, String(repeating: "a", count: 70_000), 413),
    ]
    try await pages.run { client in
      for (headers, body, status) in cases {
        let response = try await client.execute(
          uri: "/login", method: .post, headers: headers, body: ByteBuffer(string: body))
        #expect(response.status.code == status, "\(body.prefix(20))")
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
      }
    }
    #expect(pages.gateway.calls.isEmpty)
  }

  @Test("the API asks for the form token too when a cookie vouches for the change")
  func apiByCookie() async throws {
    let response = try await pages.run {
      try await $0.execute(
        uri: "/api/v1/attempts/1/finish", method: .post, headers: pages.cookies(token: "t"))
    }

    #expect(response.status == .forbidden)
  }

  @Test("choosing a language keeps the address and is remembered")
  func language() async throws {
    let response = try await pages.run {
      try await pages.post("/language", "language=ar&return=/pages/help", on: $0)
    }

    #expect(response.headers[.location] == "/pages/help")
    #expect(response.cookie("__Host-language")?.hasPrefix("__Host-language=ar") == true)
  }
}

extension HTTPFields {
  fileprivate func with(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
    var fields = self
    fields[name] = value
    return fields
  }
}
