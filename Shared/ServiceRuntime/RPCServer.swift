public import GRPCCore
public import ServiceLifecycle

/// A gRPC server as a part of a process: serves until asked to stop, then finishes the calls in hand.
/// While it serves, the process says that it is healthy.
public struct RPCServer<Transport: ServerTransport>: Service {
  private let server: GRPCServer<Transport>
  private let health: HealthRegistry
  private let executor: (any TaskExecutor)?

  /// Runs `server` and tells `health`. Calls are handled on `executor`'s threads, or on those of every task;
  /// whoever gives one sees to it that it lives as long.
  public init(
    _ server: GRPCServer<Transport>, health: HealthRegistry, on executor: (any TaskExecutor)? = nil
  ) {
    self.server = server
    self.health = health
    self.executor = executor
  }

  public func run() async throws {
    let (server, health) = (server, health)
    health.set(serving: true)
    defer { health.set(serving: false) }
    try await withGracefulShutdownHandler {
      try await withTaskExecutorPreference(executor) { try await server.serveUntilStopped() }
    } onGracefulShutdown: {
      health.set(serving: false)
    }
  }
}
