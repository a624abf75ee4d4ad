internal import Authentication
internal import Foundation
internal import GRPCCore
internal import IdentityContract
internal import SwiftProtobuf

/// Somebody with an open session. Calls made by ``act(_:)`` carry their principal, renewed before it expires.
actor SignedIn {
  let username: String
  nonisolated let token: String
  private let backend: Backend
  private var principal: (bytes: [UInt8], until: ContinuousClock.Instant)?
  private(set) var gate: Clikc_Identity_V1_Gate

  init(username: String, backend: Backend, answer: Clikc_Identity_V1_SignInResponse) {
    self.username = username
    self.token = answer.token
    self.backend = backend
    self.gate = answer.gate
  }

  /// Runs calls on this person's behalf.
  nonisolated func act<Result: Sendable>(
    _ body: @Sendable (Backend) async throws -> Result
  ) async throws -> Result {
    let identity = OutgoingIdentity(signedPrincipal: try await self.signedPrincipal())
    return try await OutgoingIdentity.$current.withValue(identity) {
      try await Backend.timed { try await body(self.backend) }
    }
  }

  /// What a call says comes next.
  func pass(_ next: Clikc_Identity_V1_Gate) {
    self.gate = next
    // The principal says what the session may do; the next call needs a new one.
    self.principal = nil
  }

  private func signedPrincipal() async throws -> [UInt8] {
    if let principal, principal.until > .now { return principal.bytes }
    var request = Clikc_Identity_V1_ResolveSessionRequest()
    request.token = self.token
    let asked = request
    let answer = try await Backend.timed {
      try await self.backend.sessions.resolveSession(asked)
    }
    let bytes: [UInt8] = try answer.principal.serializedBytes()
    self.principal = (bytes, .now + .seconds(30))
    return bytes
  }
}
