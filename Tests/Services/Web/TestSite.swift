import AsyncHTTPClient
import Foundation
import GatewayContract
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IdentityContract
import Logging
import NIOCore
import NetworkAddresses
import ServiceRuntime
import SwiftProtobuf

@testable import web

/// The portal over a scripted gateway, with the real templates, texts and files.
struct TestSite: Sendable {
  let gateway = ScriptedGateway()
  let site: Site

  /// `proxies` are those whose X-Forwarded-For is believed.
  init(proxies: TrustedProxies = TrustedProxies()) throws {
    let parts = try Self.parts.get()
    site = Site(
      settings: Self.settings(proxies), client: gateway, catalogue: parts.catalogue,
      templates: parts.templates, assets: parts.assets, guardian: parts.guardian,
      markdown: parts.markdown, pages: parts.pages, logger: parts.logger)
  }

  /// Compiled once for all tests.
  private static let parts = Result {
    try Site(
      settings: Self.settings(TrustedProxies()), client: ScriptedGateway(),
      resources: ResourceDirectory.find("web"),
      messages: ResourceDirectory.find("Localization").appending(path: "Messages"),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  private static func settings(_ proxies: TrustedProxies) -> SiteSettings {
    SiteSettings(
      siteURL: URL(filePath: "/"), gatewayURL: "http://127.0.0.1:1", port: 8080,
      formKey: String(repeating: "k", count: 32), contactAddress: "help@customs.example",
      proxies: proxies)
  }

  /// Lends a client of the running portal; with `.live` requests come over a connection of this machine.
  func run<Value: Sendable>(
    _ framework: TestingSetup = .router,
    _ body: @Sendable (any TestClientProtocol) async throws -> Value
  ) async throws -> Value {
    let http = Web.gatewayHTTPClient()
    let app = Application(router: makeRouter(site: site, http: http))
    do {
      let value = try await app.test(framework) { try await body($0) }
      try await http.shutdown()
      return value
    } catch {
      try await http.shutdown()
      throw error
    }
  }

  /// Cookies of a browser, with a session when `token` is given.
  func cookies(token: String? = nil, more: String = "") -> HTTPFields {
    let session = token.map { "; __Host-sid=\($0)" } ?? ""
    return [.cookie: "__Host-form=nonce\(session)\(more)"]
  }

  /// A form as the browser of `cookies(token:)` sends it.
  func post(
    _ path: String, _ fields: String, token: String? = nil, on client: any TestClientProtocol
  ) async throws -> TestResponse {
    var origin = Visit.Origin(nonce: "nonce")
    origin.token = token
    let csrf = try site.guardian.token(for: origin)
    var headers = cookies(token: token)
    headers[.contentType] = "application/x-www-form-urlencoded"
    headers[.secFetchSite] = "same-origin"
    return try await client.execute(
      uri: path, method: .post, headers: headers,
      body: ByteBuffer(string: "csrf=\(csrf)&\(fields)"))
  }

  /// Somebody who is signed in.
  static func viewer(
    _ gate: Clikc_Identity_V1_Gate = .open, language: String = "en"
  ) -> Clikc_Gateway_V1_Viewer {
    .with {
      $0.accountID = "11111111-1111-4111-8111-111111111111"
      $0.name = "Léa <b>Learner</b>"
      $0.language = language
      $0.roles = [1]
      $0.gate = Int32(gate.rawValue)
    }
  }
}

extension TestResponse {
  /// The page as text.
  var text: String { String(buffer: body) }

  /// What the browser is told to keep, by name.
  func cookie(_ name: String) -> String? {
    headers[values: .setCookie].first { $0.hasPrefix("\(name)=") }
  }
}
