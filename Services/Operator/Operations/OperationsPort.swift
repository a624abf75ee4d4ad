internal import AMQP
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import Logging
internal import OperationsContract
internal import ServiceRuntime

/// The services with events, each asked for itself: one that is down does not hide the others.
struct OperationsPort: Sendable {
  /// All there are, in the order in which they are shown.
  static let services = ["identity", "catalogue", "progress", "notification"]

  private let clients: [String: GRPCClient<RabbitMQClientTransport>]

  /// The calls of one service.
  func of(
    _ service: String
  ) throws -> Clikc_Operations_V1_Operations.Client<RabbitMQClientTransport> {
    guard let client = self.clients[service] else {
      throw Failure(
        "finding \(service)", "it is none of \(Self.services.joined(separator: ", "))")
    }
    return .init(wrapping: client)
  }

  /// Connects as CLIKC_AMQP_URL says while `body` runs.
  static func connected<Result: Sendable>(
    _ settings: Settings, _ body: @escaping @Sendable (OperationsPort) async throws -> Result
  ) async throws -> Result {
    let logger = Logger(label: "clikcctl") { _ in
      JSONLogHandler(service: "clikcctl", level: .error)
    }
    let amqp = AMQPClient(
      try AMQPConfiguration(url: settings.secret("AMQP_URL"), connectionName: "clikcctl"),
      logger: logger)
    let clients = Dictionary(
      uniqueKeysWithValues: Self.services.map { service in
        let transport = RabbitMQClientTransport(amqp: amqp, caller: "clikcctl", callee: service)
        return (service, GRPCClient(transport: transport))
      })
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await amqp.run() }
      for client in clients.values { group.addTask { try await client.runConnections() } }
      defer { group.cancelAll() }
      return try await body(OperationsPort(clients: clients))
    }
  }
}
