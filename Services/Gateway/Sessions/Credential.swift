internal import HTTPTypes
internal import Hummingbird

/// The session token a request came with, and how.
enum Credential: Equatable, Sendable {
  /// Name of the cookie.
  static let cookieName = "__Host-sid"

  /// `Authorization: Bearer`; other sites cannot make a browser send it.
  case bearer(String)
  /// The cookie, which a browser sends by itself: writes need proof of their origin.
  case cookie(String)

  /// The token.
  var token: String {
    switch self {
    case .bearer(let token), .cookie(let token): token
    }
  }

  /// What the headers carry; the Authorization header wins.
  init?(_ headers: HTTPFields) {
    if let authorization = headers[.authorization] {
      let parts = authorization.split(separator: " ", omittingEmptySubsequences: true)
      guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
      self = .bearer(String(parts[1]))
      return
    }
    for header in headers[values: .cookie] {
      for pair in header.split(separator: ";") {
        let sides = pair.split(separator: "=", maxSplits: 1)
        guard sides.count == 2, sides[0].drop(while: { $0 == " " }) == Self.cookieName else {
          continue
        }
        self = .cookie(String(sides[1]))
        return
      }
    }
    return nil
  }
}
