import NIOCore
import NetworkAddresses
import ServiceRuntime
import Testing

@testable import gateway

@Suite("Whose machine asks")
struct ClientAddressTests {
  private static func configuration(_ proxies: String?) throws -> GatewayConfiguration {
    var environment = ["CLIKC_AMQP_URL": "amqp://localhost", "CLIKC_BLOB_DIRECTORY": "/blobs"]
    environment["CLIKC_TRUSTED_PROXIES"] = proxies
    return try GatewayConfiguration(Settings(environment: environment))
  }

  @Test("with no proxies set, a forwarded address is believed from this machine only")
  func addresses() throws {
    let proxies = try Self.configuration(nil).proxies
    let local = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
    let remote = try SocketAddress(ipAddress: "203.0.113.5", port: 1)

    #expect(proxies.client(local, forwarded: ["6.6.6.6, 198.51.100.7"]) == "198.51.100.7")
    #expect(proxies.client(local, forwarded: ["nonsense"]) == "127.0.0.1")
    #expect(proxies.client(local, forwarded: []) == "127.0.0.1")
    #expect(proxies.client(remote, forwarded: ["198.51.100.7"]) == "203.0.113.5")
    #expect(proxies.client(nil, forwarded: []) == "")
  }

  @Test("two people behind one Web in another container keep their own addresses")
  func containers() throws {
    let proxies = try Self.configuration("172.30.81.0/24").proxies
    let web = try SocketAddress(ipAddress: "172.30.81.5", port: 1)
    let other = try SocketAddress(ipAddress: "172.30.82.5", port: 1)

    #expect(proxies.client(web, forwarded: ["198.51.100.7"]) == "198.51.100.7")
    #expect(proxies.client(web, forwarded: ["198.51.100.8"]) == "198.51.100.8")
    #expect(proxies.client(web, forwarded: ["6.6.6.6, 198.51.100.7"]) == "198.51.100.7")
    #expect(proxies.client(other, forwarded: ["198.51.100.7"]) == "172.30.82.5")
  }

  @Test("a gateway does not start with a list that it cannot read")
  func unreadable() {
    let fault = SettingError(
      "TRUSTED_PROXIES",
      "must be addresses or networks such as 10.0.0.0/8, separated by commas, not 'web'")
    #expect(throws: fault) { try Self.configuration("10.0.0.0/8, web") }
  }
}
