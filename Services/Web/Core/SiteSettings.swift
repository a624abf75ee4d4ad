import Foundation
import NetworkAddresses
import ServiceRuntime

/// What the operator sets for the portal's pages.
struct SiteSettings: Sendable {
  /// The address people type.
  let siteURL: URL
  /// The gateway's address, without a slash at its end.
  let gatewayURL: String
  let port: Int
  let host: String
  /// Ties forms to sessions.
  let formKey: String
  /// Where people write who need help.
  let contactAddress: String
  let version: String
  /// Whose X-Forwarded-For is believed.
  let proxies: TrustedProxies
  /// Whether staying logged in is offered.
  let remembersDevices: Bool

  init(
    siteURL: URL, gatewayURL: String, port: Int, host: String = "127.0.0.1", formKey: String,
    contactAddress: String, version: String = "0.1",
    proxies: TrustedProxies = TrustedProxies(), remembersDevices: Bool = true
  ) {
    self.siteURL = siteURL
    self.gatewayURL = gatewayURL
    self.port = port
    self.host = host
    self.formKey = formKey
    self.contactAddress = contactAddress
    self.version = version
    self.proxies = proxies
    self.remembersDevices = remembersDevices
  }

  /// Reads and checks every setting.
  init(_ settings: Settings) throws(SettingError) {
    let gateway = try settings.url("GATEWAY_URL", schemes: ["http", "https"])
    self.init(
      siteURL: try settings.url(
        "SITE_URL", schemes: ["http", "https"], default: "http://localhost:8080"),
      gatewayURL: gateway.absoluteString.trimmingSuffix("/"),
      port: try settings.integer("WEB_PORT", in: 1...65_535, default: 8080),
      host: try settings.text("WEB_HOST", default: "127.0.0.1"),
      formKey: try settings.secret("CSRF_KEY"),
      contactAddress: try settings.text("CONTACT_ADDRESS"),
      version: try settings.text("VERSION", default: "0.1"),
      proxies: try Self.proxies(settings),
      remembersDevices: try settings.integer("REMEMBERED_DAYS", in: 0...90, default: 14) > 0)
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

extension String {
  func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
