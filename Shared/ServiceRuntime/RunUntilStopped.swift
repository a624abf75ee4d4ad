public import GRPCCore
internal import ServiceLifecycle

// A process may be asked to stop while its parts still start. grpc-swift calls it an error to run what was stopped
// before; here it is the end that was asked for.

extension GRPCServer {
  /// Serves until the process stops or `beginGracefulShutdown()` is called, and finishes the calls in hand; not at all
  /// when that was before.
  public func serveUntilStopped() async throws {
    do {
      try await withGracefulShutdownHandler {
        try await self.serve()
      } onGracefulShutdown: {
        self.beginGracefulShutdown()
      }
    } catch let error as RuntimeError where error.code == .serverIsStopped {
      return
    }
  }
}

extension GRPCClient {
  /// Keeps its connections until the process stops or `beginGracefulShutdown()` is called; has none when that was
  /// before.
  public func runUntilStopped() async throws {
    do {
      try await withGracefulShutdownHandler {
        try await self.runConnections()
      } onGracefulShutdown: {
        self.beginGracefulShutdown()
      }
    } catch let error as RuntimeError where error.code == .clientIsStopped {
      return
    }
  }
}
