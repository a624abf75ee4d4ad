import AMQP
import Foundation
import GRPCCore
import GRPCRabbitMQTransport
import TestSupport
import Testing

@Suite("The broker holds the call graph")
struct PermissionTests {
  @Test("a caller reaches the services it may call, as its own broker user, and no other")
  func callGraph() async throws {
    try await withTestBroker { broker in
      // The operator's definitions make the exchanges; no service may make another's.
      let exchanges = ["rpc.identity", "rpc.progress", "reply.notification"]
      let operators = try broker.client(
        topology: AMQPTopology(exchanges: exchanges.map { AMQPExchange($0, .direct) }))
      let identity = try await self.client(broker, of: "identity")
      let notification = try await self.client(broker, of: "notification")
      let server = RabbitMQServerTransport(amqp: identity, service: "identity")
      let service = Scripted(handlers: ["Echo": Scripted.echo])
      try await withRunning(operators, identity, notification) {
        try await withGRPCServer(transport: server, services: [service]) { _ in
          await server.waitUntilServing()
          func transport(_ callee: String) -> RabbitMQClientTransport {
            RabbitMQClientTransport(amqp: notification, caller: "notification", callee: callee)
          }
          try await withGRPCClient(transport: transport("progress")) { client in
            #expect(await Connection(client).error("Echo")?.code == .permissionDenied)
          }
          try await withGRPCClient(transport: transport("identity")) { client in
            let response = try await Connection(client)()
            let caller = Array(response.metadata[stringValues: "clikc-caller"])
            #expect(caller.map { $0.hasPrefix("notification-") } == [true])
          }
        }
      }
    }
  }

  /// A client whose user has the permissions compose/rabbitmq/definitions.py gives a service.
  private func client(_ broker: TestBroker, of service: String) async throws -> AMQPClient {
    let user = "\(service)-\(broker.virtualHost)"
    let permission = try self.permission(of: service)
    try await broker.control("add_user", user, "secret")
    try await broker.control(
      "set_permissions", "--vhost", broker.virtualHost, user, permission.configure,
      permission.write, permission.read)
    return try broker.client(service) { configuration in
      configuration.user = user
      configuration.password = "secret"
    }
  }

  private struct Permission: Decodable {
    var configure: String
    var write: String
    var read: String
  }

  private func permission(of service: String) throws -> Permission {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.currentDirectoryURL = root.appendingPathComponent("compose/rabbitmq")
    process.arguments = [
      "python3", "-B", "-c",
      """
      import json, definitions
      graph = json.load(open("definitions.json"))
      print(json.dumps(definitions.permission("\(service)", graph)))
      """,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    process.waitUntilExit()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    return try JSONDecoder().decode(Permission.self, from: data)
  }
}
