import Foundation
import Synchronization
import TestSupport
import Testing

@testable import AMQP

@Suite("Bundles and a real broker", .timeLimit(.minutes(2)))
struct BundledDeliveryTests {
  @Test("what waits at the same time travels as one message and arrives one by one")
  func together() async throws {
    try await withTestBroker { broker in
      let client = try broker.client()
      try await withRunning(client) {
        let spy = try await Self.consume(client, "spy", unbundles: false, automatic: true)
        let reader = try await Self.consume(client, "reader", unbundles: true, automatic: true)
        try await Self.send(20, client)
        let names = await reader.take(21).map(\.properties.correlationID)
        #expect(names == (0...20).map { "\($0)" })
        let messages = await spy.take(2)
        #expect(messages.map(\.properties.contentType) == [nil, AMQPBundle.contentType])
        #expect(messages.last?.properties.expiration == "60020")
      }
    }
  }

  @Test("the first member that is settled settles the bundle; with none it is delivered again")
  func settled() async throws {
    try await withTestBroker { broker in
      let client = try broker.client()
      try await withRunning(client) {
        let first = try await Self.consume(client, "work", unbundles: true, automatic: false)
        try await Self.send(3, client)
        let members = await first.take(4)
        members[0].ack()
        await first.close()
        let second = try await Self.consume(client, "work", unbundles: true, automatic: false)
        let again = await second.take(3)
        #expect(again.map(\.properties.correlationID) == ["1", "2", "3"])
        #expect(again.allSatisfy { $0.redelivered && !$0.isSettled })
        again[1].ack()
        again[1].ack()
        #expect(again.allSatisfy { $0.isSettled })
        await second.close()
        #expect(await client.depth(of: "work")?.messages == 0)
      }
    }
  }

  @Test("a bundle that nobody takes comes back member by member")
  func returned() async throws {
    try await withTestBroker { broker in
      let client = try broker.client()
      let (names, input) = AsyncStream<String>.makeStream()
      client.observe(ReturnObserver(input))
      try await withRunning(client) {
        let ready = try await Self.consume(client, "other", unbundles: true, automatic: true)
        try await Self.send(5, client, exchange: "", key: "nobody")
        var returned: [String] = []
        for await name in names {
          returned.append(name)
          if returned.count == 6 { break }
        }
        #expect(returned == (0...5).map { "\($0)" })
        await ready.close()
      }
    }
  }

  /// Sends messages 0 to `count` such that all but the first wait when that one is written.
  private static func send(
    _ count: Int, _ client: AMQPClient, exchange: String = "amq.direct", key: String = "bundled"
  ) async throws {
    await client.publishingReady()
    let first = Publication(self.message(0, exchange, key), isGated: true)
    defer { first.open() }
    try client.enqueue(first)
    await first.claimed()
    for number in 1...count {
      try client.enqueue(Publication(self.message(number, exchange, key)))
    }
  }

  private static func message(_ number: Int, _ exchange: String, _ key: String) -> AMQPMessage {
    var message = AMQPMessage(
      exchange: exchange, routingKey: key, body: [1],
      properties: AMQPProperties(
        correlationID: "\(number)", expiration: "\(60_000 + number)", type: "t"))
    message.mayBeBundled = true
    return message
  }

  private static func consume(
    _ client: AMQPClient, _ name: String, unbundles: Bool, automatic: Bool
  ) async throws -> Collector {
    var consumer = AMQPConsumer(
      queue: AMQPQueue(name),
      bindings: [AMQPBinding(exchange: "amq.direct", routingKey: "bundled")],
      automaticAcknowledgement: automatic)
    consumer.readsBundles = unbundles
    let collector = Collector()
    collector.subscription.withLock { $0 = client.subscribe(consumer, sink: collector) }
    await collector.active()
    return collector
  }
}

/// Hands out a message on the publishing thread; a gated one keeps the thread until it is opened.
private final class Publication: AMQPPublication {
  private let message: AMQPMessage
  private let gate = DispatchSemaphore(value: 0)
  private let isGated: Bool
  private let claims: AsyncStream<Void>
  private let claimInput: AsyncStream<Void>.Continuation

  init(_ message: AMQPMessage, isGated: Bool = false) {
    self.message = message
    self.isGated = isGated
    (self.claims, self.claimInput) = AsyncStream.makeStream()
  }

  func claim() -> AMQPMessage? {
    self.claimInput.yield()
    if self.isGated { self.gate.wait() }
    return self.message
  }

  /// Waits until the publishing thread has come to it.
  func claimed() async {
    for await _ in self.claims { return }
  }

  func open() { self.gate.signal() }

  func unsent(_ error: AMQPError) {
    Issue.record("not sent: \(error)")
    self.claimInput.yield()
  }
}

/// Collects what a consumer gets.
private final class Collector: AMQPDeliverySink {
  let subscription = Mutex<AMQPSubscription?>(nil)
  private let deliveries: AsyncStream<AMQPDelivery>
  private let input: AsyncStream<AMQPDelivery>.Continuation
  private let states: AsyncStream<Void>
  private let state: AsyncStream<Void>.Continuation

  init() {
    (self.deliveries, self.input) = AsyncStream.makeStream()
    (self.states, self.state) = AsyncStream.makeStream()
  }

  func deliver(_ batch: [AMQPDelivery]) {
    for delivery in batch { self.input.yield(delivery) }
  }

  func consumer(_ state: AMQPConsumerState) {
    if case .active = state { self.state.yield() }
  }

  func active() async {
    for await _ in self.states { return }
  }

  func take(_ count: Int) async -> [AMQPDelivery] {
    var taken: [AMQPDelivery] = []
    for await delivery in self.deliveries {
      taken.append(delivery)
      if taken.count == count { break }
    }
    return taken
  }

  func close() async {
    await self.subscription.withLock { $0 }?.close()
  }
}

/// Tells the names of what comes back.
private final class ReturnObserver: AMQPPublishingObserver {
  private let names: AsyncStream<String>.Continuation

  init(_ names: AsyncStream<String>.Continuation) {
    self.names = names
  }

  func publishing(_ state: AMQPPublishingState) {}
  func returned(exchange: String, routingKey: String, properties: AMQPProperties) {
    self.names.yield(properties.correlationID ?? "")
  }
  func refused(exchange: String, _ error: AMQPError) {}
}
