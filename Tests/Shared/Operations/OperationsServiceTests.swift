import AMQP
import Authentication
import Events
import Foundation
import GRPCCore
import GRPCInProcessTransport
import Logging
import Operations
import OperationsContract
import Postgres
import Problems
import SwiftProtobuf
import TestSupport
import Testing

@Suite("What a service answers its operator", .timeLimit(.minutes(1)))
struct OperationsServiceTests {
  private typealias Said = Google_Protobuf_StringValue

  @Test("its outbox: what waits, since when, and what no queue took")
  func outbox() async throws {
    try await withTestDatabase(schema: "said", components: [.events]) { pool in
      try await pool.transaction { connection in
        for text in ["a", "b"] {
          try await Outbox.append(
            Said(text), aggregate: UUID(), version: 1, at: Date(), in: connection)
        }
      }
      try await pool.query(
        "update outbox set attempts = 4 where position = (select min(position) from outbox)")
      let service = OperationsService(service: "said", pool: pool)

      try await with(service, as: "clikcctl") { operations in
        let answer = try await operations.getOutbox(.init())
        #expect(answer.unpublished == 2 && answer.hasOldest && answer.leader.isEmpty)
        #expect(answer.unroutable.map(\.type) == ["google.protobuf.StringValue"])
        #expect(answer.unroutable.map(\.attempts) == [4])
      }
    }
  }

  @Test("its dead letters: all briefly, one in full, and what becomes of them")
  func deadLetters() async throws {
    try await withTestDatabase(schema: "said", components: [.events]) { pool in
      try await withTestBroker { broker in
        let amqp = try broker.client(topology: .events)
        try await withRunning(amqp) {
          let subscriber = EventSubscriber(
            service: "said", pool: pool, amqp: amqp, logger: .init(label: "test"), subscribe)
          let running = Task { try await subscriber.run() }
          let relay = OutboxRelay(
            service: "said", pool: pool, amqp: amqp, logger: .init(label: "test"))
          let relaying = Task { try await relay.run() }
          let id = try await pool.transaction { connection in
            try await Outbox.append(
              Said("why"), aggregate: UUID(), version: 7, at: Date(), in: connection)
          }.uuidString.lowercased()
          let service = OperationsService(
            service: "said", pool: pool, deadLetters: DeadLetters(service: "said", amqp: amqp),
            subscribe)

          try await with(service, as: "clikcctl") { operations in
            var found = Clikc_Operations_V1_ListDeadLettersResponse()
            while found.letters.isEmpty { found = try await operations.listDeadLetters(.init()) }
            #expect(found.depth == 1 && found.letters[0].content.isEmpty)
            let one = try await operations.listDeadLetters(.with { $0.messageID = id })
            #expect(one.letters.map(\.reason) == ["it says why"])
            #expect(one.letters.map(\.envelope.aggregateVersion) == [7])
            #expect(one.letters.map(\.content) == ["\"why\""])
            #expect(one.letters[0].headers["clikc-reason"] == "it says why")
            let gone = try await operations.discardDeadLetters(.with { $0.messageIds = [id] })
            #expect(gone.messageIds == [id] && gone.left == 0)
          }
          for task in [running, relaying] {
            task.cancel()
            _ = await task.result
          }
        }
      }
    }
  }

  @Test("nobody else is answered", arguments: ["gateway", "identity", ""])
  func others(caller: String) async throws {
    try await withTestDatabase(schema: "said", components: [.events]) { pool in
      try await with(OperationsService(service: "said", pool: pool), as: caller) { operations in
        let error = await #expect(throws: RPCError.self) { try await operations.getOutbox(.init()) }
        #expect(error?.code == .permissionDenied)
        await #expect(throws: RPCError.self) {
          try await operations.discardDeadLetters(.with { $0.all = true })
        }
      }
    }
  }

  private func subscribe(_ subscriptions: inout EventSubscriptions) {
    subscriptions.on(Said.self) { event, _, _ in throw EventDefect("it says \(event.value)") }
  }

  private func with(
    _ service: OperationsService, as caller: String,
    _ body: (Clikc_Operations_V1_Operations.Client<InProcessTransport.Client>) async throws -> Void
  ) async throws {
    let transport = InProcessTransport()
    let server = GRPCServer(
      transport: transport.server, services: [service], interceptors: [Caller(name: caller)])
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.serve() }
      try await withGRPCClient(transport: transport.client) { client in
        try await body(.init(wrapping: client))
      }
      server.beginGracefulShutdown()
      try await group.waitForAll()
    }
  }

  /// Says who calls, as the broker does.
  private struct Caller: ServerInterceptor {
    let name: String

    func intercept<Input: Sendable, Output: Sendable>(
      request: StreamingServerRequest<Input>, context: ServerContext,
      next:
        @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
        StreamingServerResponse<Output>
    ) async throws -> StreamingServerResponse<Output> {
      try await CallOrigin.$current.withValue(CallOrigin(caller: name, clientAddress: "")) {
        try await next(request, context)
      }
    }
  }
}
