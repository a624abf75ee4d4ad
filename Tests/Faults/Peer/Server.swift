internal import AMQP
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import UnixSignals

/// Serves until SIGTERM, then finishes what runs.
enum Server {
  static func run(_ amqp: AMQPClient, executions: String) async throws {
    let work = Work(executions: try Executions(path: executions))
    let transport = RabbitMQServerTransport(
      amqp: amqp, service: "bench", idempotentMethods: [Work.again.fullyQualifiedMethod])
    let server = GRPCServer(transport: transport, services: [work])
    let connection = Task { try await amqp.run() }
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask { try await Self.drain(server) }
      group.addTask {
        await transport.waitUntilServing()
        print("ready")
        fflush(nil)
      }
      try await server.serve()
      group.cancelAll()
    }
    connection.cancel()
    _ = await connection.result
  }

  private static func drain(_ server: GRPCServer<RabbitMQServerTransport>) async throws {
    for await _ in await UnixSignalsSequence(trapping: .sigterm) {
      server.beginGracefulShutdown()
    }
  }
}
