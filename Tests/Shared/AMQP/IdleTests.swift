import AMQP
import Logging
import TestSupport
import Testing

@Suite("A client with nothing to say")
struct IdleTests {
  @Test("M18: a client that is silent for more than three heartbeats keeps its connections")
  func idle() async throws {
    try await withTestBroker { broker in
      var configuration = try AMQPConfiguration(url: broker.url, connectionName: "idle")
      configuration.heartbeat = .seconds(1)
      let log = CapturedLog()
      let client = AMQPClient(configuration, logger: Logger(label: "idle") { _ in log })
      try await withRunning(client) {
        let (bodies, input) = AsyncStream<[UInt8]>.makeStream()
        let queue = AMQPQueue("q", durable: false, exclusive: true)
        _ = try await client.consume(AMQPConsumer(queue: queue)) { input.yield($0.body) }
        // The silence is what is tested.
        try await Task.sleep(for: .seconds(4))
        try await client.publishConfirmed(AMQPMessage(exchange: "", routingKey: "q", body: [1]))
        var iterator = bodies.makeAsyncIterator()
        #expect(await iterator.next() == [1])
        #expect(log.warnings == [])
      }
    }
  }
}
