import AMQP
import GRPCCore
import GRPCInProcessTransport
import GRPCRabbitMQTransport
import TestSupport

/// The transports the conformance suite runs on.
enum TransportKind: CaseIterable {
  case inProcess
  case rabbitMQ

  /// Serves the handlers and calls them.
  func run(
    _ handlers: [String: Scripted.Handler] = ["Echo": Scripted.echo],
    streams: [String: Scripted.Streaming] = [:],
    _ body: @escaping @Sendable (Connection) async throws -> Void
  ) async throws {
    let service = Scripted(handlers: handlers, streams: streams)
    switch self {
    case .inProcess:
      let transport = InProcessTransport()
      try await withGRPCServer(transport: transport.server, services: [service]) { _ in
        try await withGRPCClient(transport: transport.client) { try await body(Connection($0)) }
      }
    case .rabbitMQ:
      try await withTestBroker { broker in
        try await withRabbitMQ(broker, service) { connection, _ in try await body(connection) }
      }
    }
  }
}

/// One service over a broker, its caller on a client of its own, as in another process.
func withRabbitMQ(
  _ broker: TestBroker, _ service: Scripted, idempotent: Set<String> = [], concurrency: Int = 256,
  _ body: (Connection, Parts) async throws -> Void
) async throws {
  let serving = try broker.client("callee")
  let calling = try broker.client("caller")
  let server = RabbitMQServerTransport(
    amqp: serving, service: "callee", idempotentMethods: idempotent, maximumConcurrency: concurrency
  )
  let client = RabbitMQClientTransport(
    amqp: calling, caller: "caller", callee: "callee", idempotentMethods: idempotent)
  try await withRunning(serving, calling) {
    try await withGRPCServer(transport: server, services: [service]) { grpc in
      try await withGRPCClient(transport: client) { connection in
        await server.waitUntilServing()
        try await body(
          Connection(connection),
          Parts(broker: broker, serving: serving, calling: calling, transport: server))
      }
    }
  }
}

/// A caller on a client of its own; whoever serves is another's business.
func withCaller(_ broker: TestBroker, _ body: (Connection) async throws -> Void) async throws {
  let amqp = try broker.client("caller")
  let transport = RabbitMQClientTransport(amqp: amqp, caller: "caller", callee: "callee")
  try await withRunning(amqp) {
    try await withGRPCClient(transport: transport) { try await body(Connection($0)) }
  }
}

/// What a test of our own transport may reach for.
struct Parts {
  let broker: TestBroker
  let serving: AMQPClient
  let calling: AMQPClient
  let transport: RabbitMQServerTransport
}
