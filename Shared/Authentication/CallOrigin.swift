public import GRPCCore
internal import Problems

/// Where a call came from: the service that made it and the machine of the person behind it.
public struct CallOrigin: Equatable, Sendable {
  /// The origin of the call being handled. Set by ``AuthenticationInterceptor``.
  @TaskLocal public static var current = CallOrigin(caller: "", clientAddress: "")

  /// The calling service's name, verified by the broker; empty when there is none.
  public let caller: String
  /// The network address of the person's machine as the gateway saw it; empty when unknown.
  public let clientAddress: String

  /// An origin; for tests and tools.
  public init(caller: String, clientAddress: String) {
    self.caller = caller
    self.clientAddress = clientAddress
  }

  init(_ metadata: Metadata) {
    func first(_ key: String) -> String {
      metadata[stringValues: key].first(where: { _ in true }) ?? ""
    }
    self.init(
      caller: first(CallMetadata.caller), clientAddress: first(CallMetadata.clientAddress))
  }

  /// Refuses the call with PERMISSION_DENIED unless `service` makes it.
  public static func require(_ service: String) throws {
    guard current.caller == service else { throw Refusal(.permissionDenied, "NOT_ALLOWED") }
  }
}
