import Foundation
import HTTPTypes
import HummingbirdTesting
import IdentityContract
import Localization
import SwiftProtobuf
import Testing

@testable import web

@Suite("The page of one's sessions")
struct SecurityPageTests {
  private let pages: TestSite

  init() throws { pages = try TestSite() }

  @Test(
    "names browsers in plain words",
    arguments: [
      (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Firefox on Windows"
      ),
      (
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
        "Edge on Windows"
      ),
      (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
        "Safari on iPhone"
      ),
      ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
      ("curl/8.5.0", "curl"), ("CLiKC app 1", "CLiKC app 1"), ("", "Unknown device"),
    ])
  func devices(agent: String, name: String) {
    #expect(DeviceName.of(agent, Texts(pages.site.catalogue, .english)) == name)
  }

  @Test("shows each session with a button that ends it, and says which one this is")
  func sessions() async throws {
    let sessions = Clikc_Identity_V1_ListSessionsResponse.with {
      $0.sessions = [
        .with {
          $0.id = "s1"
          $0.device = "Firefox/1 Windows"
          $0.clientAddress = "192.0.2.7"
          $0.current = true
        },
        .with { $0.id = "s2" },
      ]
    }
    let viewer = TestSite.viewer()
    try pages.gateway.answer("GET /api/v1/sessions", sessions, viewer: viewer)
    try pages.gateway.answer(
      "GET /api/v1/sign-ins", Clikc_Identity_V1_ListSignInsResponse(), viewer: viewer)
    try pages.gateway.answer(
      "GET /api/v1/second-factor", Clikc_Identity_V1_GetSecondFactorResponse(), viewer: viewer)

    let response = try await pages.run {
      try await $0.execute(uri: "/security", method: .get, headers: pages.cookies(token: "t"))
    }

    #expect(response.text.contains("Firefox on Windows"))
    #expect(response.text.components(separatedBy: "This session").count == 2)
    #expect(response.text.contains("action=\"/security/sessions/s2/end\""))
  }

  @Test("a login that chose to stay logged in is kept as long as the session lives")
  func remembered() async throws {
    try pages.gateway.answer(
      "POST /api/v1/sessions",
      Clikc_Identity_V1_SignInResponse.with {
        $0.token = "token"
        $0.gate = .open
        $0.remembered = true
        $0.deviceProof = "proof"
        $0.expiresAt = Google_Protobuf_Timestamp(date: Date(timeIntervalSinceNow: 1000))
      })

    let response = try await pages.run {
      try await pages.post("/login", "username=a&password=b&remember=1", on: $0)
    }

    let age = response.cookie("__Host-sid")?.firstMatch(of: #/Max-Age=(\d+)/#)?.1
    #expect((990...1000).contains(age.flatMap { Int($0) } ?? 0))
    #expect(response.cookie("__Host-device")?.hasPrefix("__Host-device=proof;") == true)
    let sent = try #require(pages.gateway.calls.last?.body)
    #expect(try Clikc_Identity_V1_SignInRequest(serializedBytes: sent).remember)
  }

  @Test("a login that waits for its code is led to it from every page and back")
  func code() async throws {
    let viewer = TestSite.viewer(.enterCode)
    try pages.gateway.refuse("GET /api/v1/profile", 403, "CODE_NEEDED", viewer: viewer)
    try pages.gateway.refuse(
      "POST /api/v1/sessions/current/code", 403, "CODE_WRONG", viewer: viewer)
    try await pages.run { client in
      let led = try await client.execute(
        uri: "/profile", method: .get, headers: pages.cookies(token: "t"))
      #expect(led.headers[.location] == "/login/code")
      let wrong = try await pages.post(
        "/login/code", "code=1&return=/grades", token: "t", on: client)
      #expect(wrong.status == .unprocessableContent)
      #expect(wrong.text.contains("This code is not right"))
      try pages.gateway.answer(
        "POST /api/v1/sessions/current/code",
        Clikc_Identity_V1_EnterCodeResponse.with { $0.gate = .open }, viewer: TestSite.viewer())
      let right = try await pages.post(
        "/login/code", "code=1&return=/grades", token: "t", on: client)
      #expect(right.headers[.location] == "/grades")
    }
  }

  @Test("the key to set up is shown to scan and to type")
  func setUp() async throws {
    try pages.gateway.answer(
      "GET /api/v1/second-factor",
      Clikc_Identity_V1_GetSecondFactorResponse.with {
        $0.pending.key = "MZXW6YTBOI"
        $0.pending.address = "otpauth://totp/CLiKC%21:a?secret=MZXW6YTBOI&issuer=CLiKC%21"
      }, viewer: TestSite.viewer(.setUpSecondFactor))
    let response = try await pages.run {
      try await $0.execute(
        uri: "/security/two-step", method: .get, headers: pages.cookies(token: "t"))
    }
    #expect(response.status == .ok)
    #expect(response.text.contains("MZXW 6YTB OI"))
    #expect(response.text.contains("<path fill=\"#000\" d=\"M4 4h7v1h-7z"))
  }
}
