import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IdentityContract
import NetworkAddresses
import ServiceRuntime
import SwiftProtobuf
import Testing

@testable import web

@Suite("A visitor's address")
struct VisitorAddressTests {
  /// The addresses that the gateway is told for a request with this X-Forwarded-For.
  private func told(_ forwarded: String?, proxies: String) async throws -> Set<String?> {
    let pages = try TestSite(proxies: TrustedProxies(proxies))
    try pages.gateway.answer(
      "GET /api/v1/profile",
      Clikc_Identity_V1_GetProfileResponse.with { $0.account.name = "Léa Learner" },
      viewer: TestSite.viewer())
    var headers = pages.cookies(token: "t")
    headers[.forwardedFor] = forwarded
    let response = try await pages.run(.live) { [headers] in
      try await $0.execute(uri: "/profile/photo", method: .get, headers: headers)
    }
    #expect(response.status == .ok)
    return Set(pages.gateway.calls.map(\.credentials.clientAddress))
  }

  @Test("is what the last machine saw that is no proxy of ours, and goes to the gateway")
  func behindProxies() async throws {
    let list = "192.0.2.66, 198.51.100.7, 10.0.0.2"

    let behind = try await self.told(list, proxies: "10.0.0.0/8")
    let unknown = try await self.told(list, proxies: "")

    #expect(behind == ["198.51.100.7"])
    #expect(unknown == ["10.0.0.2"])
  }

  @Test("is where the connection comes from when nobody forwards")
  func direct() async throws {
    let told = try await self.told(nil, proxies: "10.0.0.0/8")

    #expect(told == ["127.0.0.1"] || told == ["::1"])
  }

  @Test("Web does not start with a list that it cannot read")
  func unreadable() {
    let settings = Settings(environment: [
      "CLIKC_GATEWAY_URL": "http://gateway:8081", "CLIKC_CONTACT_ADDRESS": "help@customs.example",
      "CLIKC_CSRF_KEY": String(repeating: "k", count: 32),
      "CLIKC_TRUSTED_PROXIES": "172.30.81.0/24,proxy",
    ])
    let fault = SettingError(
      "TRUSTED_PROXIES",
      "must be addresses or networks such as 10.0.0.0/8, separated by commas, not 'proxy'")
    #expect(throws: fault) { try SiteSettings(settings) }
  }
}
