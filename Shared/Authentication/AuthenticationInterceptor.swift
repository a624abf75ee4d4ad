internal import Foundation
public import GRPCCore
internal import Problems

/// The metadata keys that say who calls.
public enum CallMetadata {
  /// The serialized SignedPrincipal.
  public static let principal = "clikc-principal-bin"
  /// The calling service, set by the transport from what the broker verified.
  public static let caller = "clikc-caller"
  /// The network address of the person's machine, set by the gateway.
  public static let clientAddress = "clikc-client-address"
}

/// Verifies the principal of a call and makes it ``Principal/current`` for the handler. A call without
/// one is anonymous; one whose principal is not believed is refused with UNAUTHENTICATED.
public struct AuthenticationInterceptor: ServerInterceptor {
  private let verifier: PrincipalVerifier

  /// Believes what `verifier` believes.
  public init(verifier: PrincipalVerifier) { self.verifier = verifier }

  public func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    let principal = try principal(of: request.metadata)
    return try await CallOrigin.$current.withValue(CallOrigin(request.metadata)) {
      try await Principal.$current.withValue(principal) { try await next(request, context) }
    }
  }

  private func principal(of metadata: Metadata) throws -> Principal? {
    guard let bytes = metadata[binaryValues: CallMetadata.principal].first(where: { _ in true })
    else { return nil }
    do { return try verifier.verify(bytes: bytes, now: Date()) } catch {
      throw Refusal(.unauthenticated, "SIGN_IN_REQUIRED")
    }
  }
}
