internal import Foundation
internal import NetworkAddresses
internal import ServiceRuntime

/// What an operator decides about a gateway, read once and checked before anything starts.
struct GatewayConfiguration: Sendable {
  /// CLIKC_AMQP_URL (secret): the broker, with the gateway's own user.
  let amqpURL: String
  /// CLIKC_GATEWAY_HOST, default 127.0.0.1: the address to listen on.
  let host: String
  /// CLIKC_GATEWAY_PORT, default 8081.
  let port: Int
  /// CLIKC_SITE_URL, default http://localhost:8080: where people see the site. Writes with the session
  /// cookie must come from it.
  let site: URL
  /// CLIKC_TRUSTED_PROXIES, default none: from whose connections X-Forwarded-For is believed, besides this machine's.
  let proxies: TrustedProxies
  /// CLIKC_BLOB_DIRECTORY: pictures and certificates, shared with Notification.
  let blobDirectory: String
  /// CLIKC_SESSION_CACHE_SECONDS, 1 to 25, default 15: after how long Identity is asked anew about a session in use.
  let sessionLifetime: Duration

  init(_ settings: Settings) throws(SettingError) {
    self.amqpURL = try settings.secret("AMQP_URL", minimumBytes: 1)
    self.host = try settings.text("GATEWAY_HOST", default: "127.0.0.1")
    self.port = try settings.integer("GATEWAY_PORT", in: 1...65_535, default: 8_081)
    self.site = try settings.url(
      "SITE_URL", schemes: ["http", "https"], default: "http://localhost:8080")
    self.proxies = try Self.proxies(settings)
    self.blobDirectory = try settings.text("BLOB_DIRECTORY")
    self.sessionLifetime = .seconds(
      try settings.integer("SESSION_CACHE_SECONDS", in: 1...25, default: 15))
  }

  private static func proxies(_ settings: Settings) throws(SettingError) -> TrustedProxies {
    let list = try settings.text("TRUSTED_PROXIES", default: "")
    do {
      return try TrustedProxies(list)
    } catch {
      throw SettingError("TRUSTED_PROXIES", error.description)
    }
  }
}
