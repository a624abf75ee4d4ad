import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

@testable import AMQP

@Suite("A message that is alone", .timeLimit(.minutes(2)))
struct LoneMessageTests {
  @Test("is written by the thread that has it once its exchange is in use, and arrives")
  func direct() async throws {
    try await withTestBroker { broker in
      let client = try broker.client()
      try await withRunning(client) {
        let arrivals = try await Self.consume(client)
        await client.publishingReady()
        var number = 0
        var isDirect = false
        // The publishing thread may still be at the end of its turn when the message before arrives.
        while !isDirect {
          let lone = Lone(number)
          isDirect = try lone.send(client)
          #expect(await arrivals.next() == "\(number)")
          number += 1
        }
        #expect(number > 1, "the first finds no channel for its exchange")
      }
    }
  }

  @Test("waits its turn behind what waits already")
  func turn() async throws {
    try await withTestBroker { broker in
      let client = try broker.client()
      try await withRunning(client) {
        let arrivals = try await Self.consume(client)
        await client.publishingReady()
        _ = try Lone(0).send(client)
        #expect(await arrivals.next() == "0")
        let gate = Gate()
        try client.enqueue(gate)
        await gate.reached()
        #expect(try !Lone(1).send(client))
        gate.open()
        #expect(await arrivals.next() == "1")
      }
    }
  }

  @Test("a connection that another thread finds broken is made again")
  func broken() async throws {
    try await withTestBroker { broker in
      let client = try broker.client()
      try await withRunning(client) {
        let arrivals = try await Self.consume(client)
        await client.publishingReady()
        let (downs, input) = AsyncStream<Void>.makeStream()
        client.observe(DownObserver(input))
        while !client.publishing.directly({ (_, _) throws(AMQPError) in
          throw .notConnected("found by another thread")
        }) {
          await Task.yield()
        }
        for await _ in downs { break }
        await client.publishingReady()
        _ = try Lone(7).send(client)
        #expect(await arrivals.next() == "7")
      }
    }
  }

  /// The correlation identifiers of what comes.
  private static func consume(_ client: AMQPClient) async throws -> Arrivals {
    let (names, input) = AsyncStream<String>.makeStream()
    _ = try await client.consume(AMQPConsumer(queue: AMQPQueue("lone", autoDelete: true))) {
      input.yield($0.properties.correlationID ?? "")
      $0.ack()
    }
    return Arrivals(names)
  }
}

/// What came, in order.
private final class Arrivals {
  private var iterator: AsyncStream<String>.Iterator

  init(_ names: AsyncStream<String>) { self.iterator = names.makeAsyncIterator() }

  func next() async -> String? { await self.iterator.next() }
}

/// A message that knows whether it was taken while it was handed over.
private final class Lone: AMQPPublication {
  private let number: Int
  private let thread = Mutex<pthread_t?>(nil)

  init(_ number: Int) { self.number = number }

  /// Hands it over; whether this thread wrote it.
  func send(_ client: AMQPClient) throws -> Bool {
    try client.enqueue(self, alone: "")
    return self.thread.withLock { $0.map { pthread_equal($0, pthread_self()) != 0 } ?? false }
  }

  func claim() -> AMQPMessage? {
    self.thread.withLock { $0 = pthread_self() }
    return AMQPMessage(
      exchange: "", routingKey: "lone", body: [1],
      properties: AMQPProperties(correlationID: "\(self.number)"))
  }

  func unsent(_ error: AMQPError) { Issue.record("not sent: \(error)") }
}

/// Keeps the publishing thread until it is opened, and sends nothing.
private final class Gate: AMQPPublication {
  private let semaphore = DispatchSemaphore(value: 0)
  private let reachings: AsyncStream<Void>
  private let input: AsyncStream<Void>.Continuation

  init() { (self.reachings, self.input) = AsyncStream.makeStream() }

  func claim() -> AMQPMessage? {
    self.input.yield()
    self.semaphore.wait()
    return nil
  }

  func reached() async { for await _ in self.reachings { return } }

  func open() { self.semaphore.signal() }

  func unsent(_ error: AMQPError) { Issue.record("not reached: \(error)") }
}

/// Hears of a lost connection.
private final class DownObserver: AMQPPublishingObserver {
  private let downs: AsyncStream<Void>.Continuation

  init(_ downs: AsyncStream<Void>.Continuation) { self.downs = downs }

  func publishing(_ state: AMQPPublishingState) {
    if case .down = state { self.downs.yield() }
  }

  func returned(exchange: String, routingKey: String, properties: AMQPProperties) {}

  func refused(exchange: String, _ error: AMQPError) {}
}
