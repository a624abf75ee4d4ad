internal import GRPCCore
internal import HTTPTypes
internal import Hummingbird
internal import Logging

extension Gateway {
  /// Resolves the session and lets the request in, or refuses it: 401 without a session, 403 for a write
  /// from another site and for a session that has a gate to pass first.
  func admit(_ exchange: inout Exchange, to endpoint: Endpoint) async throws {
    try Self.checkIdempotencyKey(exchange.request)
    guard let credential = exchange.credential else {
      if endpoint.access == .anyone { return }
      throw Problem(.unauthorized, "SIGN_IN_REQUIRED")
    }
    if endpoint.access == .anyone {
      exchange.session = await self.sessionIfAny(credential)
      return
    }
    exchange.session = try await self.sessions.session(credential.token)
    guard let session = exchange.session else {
      throw Problem(.unauthorized, "SIGN_IN_REQUIRED")
    }
    if case .cookie = credential, exchange.isWrite,
      !self.crossSite.permits(exchange.request.headers)
    {
      throw Problem(.forbidden, "CROSS_SITE")
    }
    guard session.obstacle(to: endpoint.access) != nil else { return }
    try await self.passGate(&exchange, credential, endpoint.access)
  }

  /// The gate may have been passed a moment ago, so Identity is asked again before refusing.
  private func passGate(
    _ exchange: inout Exchange, _ credential: Credential, _ access: Route.Access
  ) async throws {
    guard let session = try await self.sessions.session(credential.token, fresh: true) else {
      exchange.session = nil
      throw Problem(.unauthorized, "SIGN_IN_REQUIRED")
    }
    exchange.session = session
    if let obstacle = session.obstacle(to: access) { throw Problem(.forbidden, obstacle) }
  }

  /// What is open to everybody needs no session: one that cannot be resolved just now is left out.
  private func sessionIfAny(_ credential: Credential) async -> Session? {
    do {
      return try await self.sessions.session(credential.token)
    } catch {
      self.logger.debug("session left out of a public request", error: error)
      return nil
    }
  }

  /// The gateway keeps no answers; the key is only held to its form (1 to 200 visible characters).
  private static func checkIdempotencyKey(_ request: Request) throws {
    guard let key = request.headers[.idempotencyKey] else { return }
    let isVisible = key.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    guard (1...200).contains(key.utf8.count), isVisible else {
      throw Problem(.badRequest, "IDEMPOTENCY_KEY_MALFORMED")
    }
  }
}

/// What a request is aimed at.
enum Target {
  /// Bytes of the longest path with its query.
  static let longest = 4_096

  /// The decoded segments of the path.
  static func segments(_ request: Request) throws -> [String] {
    let target = request.head.path ?? ""
    guard target.utf8.count <= Self.longest else { throw Problem(.uriTooLong, "PATH_TOO_LONG") }
    let path = target.prefix { $0 != "?" }
    guard path.hasPrefix("/") else { throw Problem(.badRequest, "PATH_MALFORMED") }
    return try path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
      guard let segment = PercentDecoding.text($0) else {
        throw Problem(.badRequest, "PATH_MALFORMED")
      }
      return segment
    }
  }

  /// The parameters of the query.
  static func parameters(_ request: Request) throws -> [(name: String, value: String)] {
    guard let path = request.head.path, let mark = path.firstIndex(of: "?") else { return [] }
    let query = path[path.index(after: mark)...]
    guard let parameters = PercentDecoding.parameters(query) else {
      throw Problem(.badRequest, "QUERY_MALFORMED")
    }
    return parameters
  }
}
