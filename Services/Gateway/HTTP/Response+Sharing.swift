internal import HTTPTypes
internal import Hummingbird

extension Response {
  /// Whether caches may give it to others (RFC 9111, 5.2.2.9), so that nothing of who asked may be in it.
  var isShared: Bool { self.headers[.cacheControl]?.hasPrefix("public") == true }
}
