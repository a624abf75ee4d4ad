import AMQP
import Logging
import Synchronization
import Testing

@testable import GRPCRabbitMQTransport

@Suite("A server that starts")
struct ServingTests {
  @Test("waits for requests until its answers can go, however often the way there breaks before")
  func answersFirst() async throws {
    let core = try core()
    async let ready: Void = core.waitUntilAnswering()
    core.publishing(.down(.notConnected("not connected yet")))
    core.publishing(.blocked(.blocked("memory")))
    #expect(!core.state.withLock { $0.answering })
    core.publishing(.ready)
    await ready
    core.publishing(.down(.notConnected("gone")))
    await core.waitUntilAnswering()
  }

  @Test("waits no longer when it is to end before", arguments: [true, false])
  func ended(gracefully: Bool) async throws {
    let core = try core()
    async let ended: Void = core.waitUntilAnswering()
    if gracefully { core.askToDrain() } else { core.abort() }
    await ended
    #expect(!core.isServing)
  }

  @Test("without a broker ends when it is told to, or cancelled", arguments: [true, false])
  func withoutBroker(gracefully: Bool) async throws {
    let amqp = try client()
    try await withRunning(amqp) {
      let transport = RabbitMQServerTransport(amqp: amqp, service: "callee")
      let listening = Task { try await transport.listen { _, _ in } }
      if gracefully { transport.beginGracefulShutdown() } else { listening.cancel() }
      try await listening.value
    }
  }

  private func core() throws -> ServerCore {
    ServerCore(amqp: try client(), service: "callee", limit: 1, maximumStreams: 1)
  }

  private func client() throws -> AMQPClient {
    try AMQPClient(
      AMQPConfiguration(url: "amqp://127.0.0.1:1/", connectionName: "serving"),
      logger: Logger(label: "test"))
  }
}
