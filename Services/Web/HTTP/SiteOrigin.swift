import Foundation
import HTTPTypes
import Hummingbird

/// The scheme, host and port that the site's own pages come from.
struct SiteOrigin: Equatable, Sendable {
  private let text: String

  init(_ url: URL) {
    let port = url.port.map { ":\($0)" } ?? ""
    text = "\(url.scheme ?? "http")://\(url.host() ?? "")\(port)"
  }

  /// Whether the browser says that a page of ours sent the request. A browser too old to say anything
  /// passes; the form's token still has to be right.
  func sent(_ request: Request) -> Bool {
    if let site = request.headers[.secFetchSite] {
      return site == "same-origin" || site == "none"
    }
    guard let origin = request.headers[.origin] else { return true }
    return origin == text || origin.hasSuffix("://\(request.head.authority ?? "")")
  }
}
