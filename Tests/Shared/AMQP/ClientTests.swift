import AMQP
import Logging
import TestSupport
import Testing

@Suite("A client and a real broker", .timeLimit(.minutes(3)))
struct ClientTests {
  private let queue = AMQPQueue("work", autoDelete: true)

  /// Consumes `queue` and collects what comes into a stream; returns when the client can publish too.
  private func collect(
    _ client: AMQPClient, _ consumer: AMQPConsumer
  ) async throws -> (AsyncStream<AMQPDelivery>, AMQPConsumption, established: AsyncStream<Void>) {
    let (deliveries, input) = AsyncStream<AMQPDelivery>.makeStream()
    let (established, up) = AsyncStream<Void>.makeStream()
    let consumption = try await client.consume(consumer, established: { up.yield() }) { delivery in
      input.yield(delivery)
    }
    await client.publishingReady()
    return (deliveries, consumption, established)
  }

  @Test("a message arrives with everything it was sent with")
  func everything() async throws {
    try await withTestBroker { broker in
      let client = try broker.client()
      try await withRunning(client) {
        let (deliveries, consumption, _) = try await self.collect(
          client, AMQPConsumer(queue: self.queue))
        let properties = AMQPProperties(
          contentType: "text/plain", deliveryMode: .transient, correlationID: "c", replyTo: "r",
          expiration: "60000", messageID: "m", timestamp: 1_700_000_000, type: "t",
          userID: client.configuration.user, appID: "a",
          headers: [
            "text": "é", "small": 7, "large": 5_000_000_000, "yes": true, "half": .double(0.5),
            "bytes": .bytes([0, 255]), "time": .timestamp(9), "none": .null,
            "list": .array(["a", 1]), "table": .table(["in": "side"]),
          ])
        let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        try await client.publish(
          AMQPMessage(exchange: "", routingKey: "work", body: body, properties: properties))

        var iterator = deliveries.makeAsyncIterator()
        let delivery = try #require(await iterator.next())
        #expect(delivery.body == body)
        #expect(delivery.properties == properties)
        #expect(delivery.routingKey == "work")
        #expect(!delivery.redelivered)
        delivery.ack()
        await consumption.cancel()
      }
    }
  }

  @Test(
    "a confirmed message is stored, an unroutable one is returned, a missing exchange is refused")
  func confirms() async throws {
    try await withTestBroker { broker in
      let topology = AMQPTopology(queues: [AMQPQueue("kept")])
      let client = try broker.client(topology: topology)
      try await withRunning(client) {
        let (deliveries, consumption, _) = try await self.collect(
          client, AMQPConsumer(queue: AMQPQueue("kept")))
        await withTaskGroup { group in
          for number in 0..<600 {
            group.addTask {
              await #expect(throws: Never.self) {
                try await client.publishConfirmed(
                  AMQPMessage(exchange: "", routingKey: "kept", body: [UInt8(number % 256)]))
              }
            }
          }
        }
        var iterator = deliveries.makeAsyncIterator()
        for _ in 0..<600 { await iterator.next()?.ack() }
        await #expect(throws: AMQPError.returned(code: 312, text: "NO_ROUTE")) {
          try await client.publishConfirmed(AMQPMessage(exchange: "", routingKey: "nobody"))
        }
        let refusal = await #expect(throws: AMQPError.self) {
          try await client.publishConfirmed(AMQPMessage(exchange: "missing", routingKey: ""))
        }
        guard case .refused(404, _) = refusal else {
          Issue.record("not a 404: \(String(describing: refusal))")
          return
        }
        try await client.publishConfirmed(AMQPMessage(exchange: "", routingKey: "kept"))
        await consumption.cancel()
      }
    }
  }

  @Test("a consumer survives the loss of its connections and of its queue")
  func survival() async throws {
    try await withTestBroker { broker in
      let client = try broker.client()
      try await withRunning(client) {
        let (deliveries, consumption, established) = try await self.collect(
          client, AMQPConsumer(queue: self.queue))
        var times = established.makeAsyncIterator()
        await times.next()
        try await broker.closeConnections()
        await times.next()
        try await broker.control("delete_queue", "--vhost", broker.virtualHost, "work")
        await times.next()
        try await publishAtLast(client, AMQPMessage(exchange: "", routingKey: "work", body: [1]))
        var iterator = deliveries.makeAsyncIterator()
        #expect(await iterator.next()?.body == [1])
        await consumption.cancel()
      }
    }
  }

  @Test("what is not acknowledged comes back, marked")
  func redelivery() async throws {
    try await withTestBroker { broker in
      let client = try broker.client()
      try await withRunning(client) {
        let (deliveries, consumption, _) = try await self.collect(
          client, AMQPConsumer(queue: self.queue))
        try await client.publish(AMQPMessage(exchange: "", routingKey: "work", body: [1]))
        var iterator = deliveries.makeAsyncIterator()
        await iterator.next()?.nack(requeue: true)
        let again = try #require(await iterator.next())
        #expect(again.redelivered)
        again.ack()
        await consumption.cancel()
      }
    }
  }

  @Test("a consumer the broker refuses throws")
  func refusedConsumer() async throws {
    try await withTestBroker { broker in
      let client = try broker.client(topology: AMQPTopology(queues: [AMQPQueue("q")]))
      try await withRunning(client) {
        await #expect(throws: AMQPError.self) {
          try await client.consume(AMQPConsumer(queue: AMQPQueue("q", durable: false))) { _ in }
        }
      }
    }
  }

  @Test("without a broker publishing fails at once and stopping is quick")
  func noBroker() async throws {
    let configuration = try AMQPConfiguration(url: "amqp://127.0.0.1:1/", connectionName: "none")
    let client = AMQPClient(
      configuration, logger: .init(label: "none") { _ in SwiftLogNoOpLogHandler() })
    try await withRunning(client) {
      let error = await #expect(throws: AMQPError.self) {
        try await client.publishConfirmed(AMQPMessage(exchange: "", routingKey: "q"))
      }
      guard case .notConnected = error else {
        Issue.record("not 'not connected'")
        return
      }
    }
  }

  @Test("a message that cannot be written is refused before it is")
  func invalid() async throws {
    let configuration = try AMQPConfiguration(url: "amqp://127.0.0.1:1/", connectionName: "none")
    let client = AMQPClient(
      configuration, logger: .init(label: "none") { _ in SwiftLogNoOpLogHandler() })
    let long = String(repeating: "x", count: 256)
    for message in [
      AMQPMessage(exchange: "", routingKey: long),
      AMQPMessage(exchange: "", routingKey: "", properties: AMQPProperties(headers: [long: 1])),
      AMQPMessage(
        exchange: "", routingKey: "",
        properties: AMQPProperties(headers: ["a": .bytes(Array(repeating: 0, count: 120_000))])),
    ] {
      let error = await #expect(throws: AMQPError.self) { try await client.publish(message) }
      guard case .invalidMessage = error else {
        Issue.record("not 'invalid message'")
        return
      }
    }
  }
}

/// Publishes when the publishing connection is back.
private func publishAtLast(_ client: AMQPClient, _ message: AMQPMessage) async throws {
  while true {
    do {
      return try await client.publish(message)
    } catch AMQPError.notConnected {
      await Task.yield()
    }
  }
}
