internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// Decides whether a write with the session cookie comes from the site itself.
struct CrossSiteCheck: Sendable {
  /// `scheme://host:port`, without the port when it is the scheme's own.
  let siteOrigin: String

  /// The origin of the site's address.
  init(site: URL) {
    let port = site.port.map { ":\($0)" } ?? ""
    self.siteOrigin = "\(site.scheme ?? "http")://\(site.host() ?? "")\(port)".lowercased()
  }

  /// Browsers say where a request comes from in Sec-Fetch-Site (which no page can set), older ones at
  /// least in Origin. Without either, a cookie proves nothing.
  func permits(_ headers: HTTPFields) -> Bool {
    if let site = headers[.secFetchSite] { return site == "same-origin" || site == "none" }
    return headers[.origin]?.lowercased() == self.siteOrigin
  }
}
