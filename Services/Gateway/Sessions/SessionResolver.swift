internal import Cryptography
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import IdentityContract
internal import Logging
internal import SwiftProtobuf

/// Turns a token into a session: from the cache, else from Identity.
struct SessionResolver: Sendable {
  let sessions: any Clikc_Identity_V1_Sessions.ClientProtocol
  let cache: SessionCache
  let logger: Logger
  private let meter = ResolutionMeter()
  /// Tokens are 43 characters; a longer text is none.
  static let longestToken = 128

  /// The session; nil for a token that is unknown or ended. Throws when Identity cannot be asked.
  ///
  /// `fresh` asks Identity even when the cache knows: a gate may have been passed on another gateway.
  func session(_ token: String, fresh: Bool = false) async throws -> Session? {
    guard token.utf8.count <= Self.longestToken else { return nil }
    let start = ContinuousClock.now
    let key = Self.key(token)
    if !fresh, let known = self.cache.session(key, now: start) {
      self.meter.foundKnown(since: start)
      return known
    }
    defer { self.meter.asked(since: start) }
    return try await self.ask(token, key)
  }

  /// A session was opened: it is known when the first request comes with it. When Identity does not tell, that request
  /// asks again.
  func learn(_ token: String) async {
    do {
      _ = try await withDeadline(.seconds(1)) { try await self.ask(token, Self.key(token)) }
    } catch {
      self.logger.debug("a new session is not known yet", error: error)
    }
  }

  private func ask(_ token: String, _ key: [UInt8]) async throws -> Session? {
    let generation = self.cache.generation
    let resolved: Clikc_Identity_V1_ResolveSessionResponse
    do {
      resolved = try await withDeadline(RouteCalls.deadline) {
        try await Retry.unlessOnce(.none) {
          try await self.sessions.resolveSession(.with { $0.token = token })
        }
      }
    } catch let error as RPCError where error.code == .unauthenticated {
      self.cache.forget(key)
      return nil
    }
    let session = try Session(resolved)
    self.cache.store(session, key: key, since: generation, now: .now)
    return session
  }

  /// Forgets a token whose session has just changed or ended.
  func drop(_ token: String) { self.cache.drop(Self.key(token)) }

  private static func key(_ token: String) -> [UInt8] { sha256(Array(token.utf8)) }
}
