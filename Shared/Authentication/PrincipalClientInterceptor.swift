public import GRPCCore

/// What is sent with the calls made on behalf of a person.
public struct OutgoingIdentity: Sendable {
  /// What the calls of this task carry; nil for calls on nobody's behalf.
  @TaskLocal public static var current: OutgoingIdentity?

  /// A serialized SignedPrincipal; nil for an anonymous person.
  public let signedPrincipal: [UInt8]?
  /// The network address of the person's machine; empty when unknown.
  public let clientAddress: String

  /// Makes an identity to send.
  public init(signedPrincipal: [UInt8]?, clientAddress: String = "") {
    self.signedPrincipal = signedPrincipal
    self.clientAddress = clientAddress
  }
}

/// Attaches ``OutgoingIdentity/current`` to every call.
public struct PrincipalClientInterceptor: ClientInterceptor {
  /// There is nothing to choose.
  public init() {}

  public func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingClientRequest<Input>, context: ClientContext,
    next: (StreamingClientRequest<Input>, ClientContext) async throws ->
      StreamingClientResponse<Output>
  ) async throws -> StreamingClientResponse<Output> {
    guard let identity = OutgoingIdentity.current else { return try await next(request, context) }
    var request = request
    if let principal = identity.signedPrincipal {
      request.metadata.addBinary(principal, forKey: CallMetadata.principal)
    }
    if !identity.clientAddress.isEmpty {
      request.metadata.addString(identity.clientAddress, forKey: CallMetadata.clientAddress)
    }
    return try await next(request, context)
  }
}
