import AMQP
import Foundation
import Logging
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import Events

@Suite("The broker's permissions", .timeLimit(.minutes(1)))
struct PermissionsTests {
  @Test("let a service take events in, rest and bury them, and publish its own, no others")
  func servicesOwnUser() async throws {
    try await EventSystem.with { system in
      // Whoever is first makes the exchange; in production the operator's definitions do.
      let collector = try await EventCollector([Said.self], amqp: system.amqp)
      await collector.cancel()
      let user = try await ServiceUser.make(like: "progress", on: system.broker)
      let amqp = AMQPClient(
        try AMQPConfiguration(url: user.url, connectionName: "test"),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      try await withRunning(amqp) {
        try await expectAllowed(
          EventSystem(
            pool: system.pool, broker: system.broker, amqp: amqp, service: "progress"))
        try await amqp.publishConfirmed(
          AMQPMessage(exchange: "events", routingKey: "progress.v1.X", mandatory: false))
        let error = await #expect(throws: AMQPError.self) {
          try await amqp.publishConfirmed(
            AMQPMessage(exchange: "events", routingKey: "identity.v1.X", mandatory: false))
        }
        guard case .refused(code: 403, _) = error else {
          Issue.record("not refused: \(String(describing: error))")
          return
        }
      }
    }
  }

  /// Whatever arrives is refused by its handler, so that it passes every queue there is.
  private func expectAllowed(_ system: EventSystem) async throws {
    try await system.subscribing({ subscriptions in
      subscriptions.on(Said.self) { _, _, _ in throw EventDefect("for the dead letters") }
    }) {
      let envelope = try EventEnvelope(
        id: UUID(), event: Said("own"), aggregateID: UUID(), version: 1, occurredAt: Date())
      let body = try envelope.serialized()
      for rest in ["a", "b", "c"] {
        try await system.amqp.publishConfirmed(
          AMQPMessage(exchange: "progress.events.retry", routingKey: rest, body: body))
        let dead = try #require(try await system.next(system.deadLetters))
        #expect(dead.body == body)
      }
    }
  }
}

/// A broker user with the permissions compose/rabbitmq/definitions.py gives a service.
private struct ServiceUser: Decodable {
  struct Permission: Decodable {
    let configure: String
    let write: String
    let read: String
  }
  struct TopicPermission: Decodable {
    let exchange: String
    let write: String
    let read: String
  }

  let permission: Permission
  let topic: TopicPermission

  static func make(
    like service: String, on broker: TestBroker
  ) async throws -> (url: String, name: String) {
    let rights = try JSONDecoder().decode(
      ServiceUser.self, from: Data(try await definitions(of: service).utf8))
    let name = "test-\(UUID().uuidString.lowercased())"
    let (permission, topic) = (rights.permission, rights.topic)
    try await broker.control(
      "eval",
      """
      rabbit_auth_backend_internal:add_user(<<"\(name)">>, <<"test">>, <<"test">>),
      rabbit_auth_backend_internal:set_permissions(<<"\(name)">>, <<"\(broker.virtualHost)">>,
      \(erlang(permission.configure)), \(erlang(permission.write)), \(erlang(permission.read)),
      <<"test">>),
      rabbit_auth_backend_internal:set_topic_permissions(<<"\(name)">>,
      <<"\(broker.virtualHost)">>, \(erlang(topic.exchange)), \(erlang(topic.write)),
      \(erlang(topic.read)), <<"test">>).
      """)
    var parts = try #require(URLComponents(string: broker.url))
    parts.user = name
    parts.password = "test"
    return (try #require(parts.string), name)
  }

  private static func erlang(_ text: String) -> String {
    "<<\"\(text.replacing("\\", with: "\\\\"))\">>"
  }

  private static func definitions(of service: String) async throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "compose/rabbitmq")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-B", "-c",
      """
      import json, definitions
      graph = json.load(open("definitions.json"))
      graph["events"]["hears"]["\(service)"].append("protobuf")
      print(json.dumps({"permission": definitions.permission("\(service)", graph),
          "topic": definitions.topic_permission("\(service)", graph)}))
      """,
    ]
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    #expect(status == 0)
    return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }
}
