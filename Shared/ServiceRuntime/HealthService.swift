public import GRPCCore
public import HealthContract
internal import SwiftProtobuf

/// grpc.health.v1.Health over a ``HealthRegistry`` (gRPC health checking protocol).
public struct HealthService: Grpc_Health_V1_Health.SimpleServiceProtocol {
  private let registry: HealthRegistry

  /// Answers with what `registry` says.
  public init(registry: HealthRegistry) { self.registry = registry }

  /// NOT_FOUND for a part that was never named.
  public func check(
    request: Grpc_Health_V1_HealthCheckRequest, context: ServerContext
  ) async throws -> Grpc_Health_V1_HealthCheckResponse {
    guard let serving = registry.isServing(request.service) else {
      throw RPCError(code: .notFound, message: "unknown service")
    }
    return .with { $0.status = serving ? .serving : .notServing }
  }

  /// The state now and after every change; SERVICE_UNKNOWN for a part that was never named.
  public func watch(
    request: Grpc_Health_V1_HealthCheckRequest,
    response: RPCWriter<Grpc_Health_V1_HealthCheckResponse>, context: ServerContext
  ) async throws {
    let states = registry.watch(request.service)
    try await withThrowingTaskGroup { group in
      group.addTask {
        for await serving in states {
          try await response.write(
            .with { $0.status = serving.map { $0 ? .serving : .notServing } ?? .serviceUnknown })
        }
      }
      // A watcher that leaves is heard of here, not by the next change.
      group.addTask { try await context.cancellation.cancelled }
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}
