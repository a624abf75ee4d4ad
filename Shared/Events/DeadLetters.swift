public import AMQP
internal import Foundation
internal import Synchronization

/// The dead letters of one service, for its operator: what lies there, once more, or away with it.
///
/// They are read as any consumer would, so what is looked at returns to its place afterwards. One
/// operation at a time; another process that looks at the same moment sees the rest.
public final class DeadLetters: Sendable {
  /// Which letters are meant.
  public enum Selection: Sendable {
    /// All that lie there now.
    case all
    /// Those with these message ids.
    case messages(Set<String>)

    func contains(_ delivery: AMQPDelivery) -> Bool {
      switch self {
      case .all: true
      case .messages(let ids): ids.contains(delivery.properties.messageID ?? "")
      }
    }
  }

  /// What was found.
  public struct Listing: Sendable {
    /// How many there are.
    public let depth: Int
    /// The oldest of them.
    public let letters: [DeadLetter]
  }

  /// What was done.
  public struct Outcome: Sendable {
    /// The message ids of those it was done to.
    public let messageIDs: [String]
    /// How many are left.
    public let left: Int
  }

  /// Why it could not be done now.
  public enum Failure: Error, Sendable {
    /// Another operation is under way.
    case busy
    /// The broker cannot be reached, or does not answer.
    case unavailable(String)
  }

  /// The most letters of one operation.
  public static let limit = 1000

  private let topology: EventTopology
  private let amqp: AMQPClient
  private let isBusy = Mutex(false)

  /// The dead letters of a service, through its own connection.
  public convenience init(service: String, amqp: AMQPClient) {
    self.init(topology: EventTopology(service: service), amqp: amqp)
  }

  init(topology: EventTopology, amqp: AMQPClient) {
    self.topology = topology
    self.amqp = amqp
  }

  /// How many there are that nobody looks at now; unlike the others it may be asked at any time, and moves none.
  ///
  /// - Throws: ``Failure/unavailable(_:)``.
  public func depth() async throws -> Int {
    guard let depth = await amqp.depth(of: topology.deadQueue.name) else {
      throw Failure.unavailable("the broker tells of no queue \(topology.deadQueue.name)")
    }
    return depth.messages
  }

  /// The oldest letters, at most `limit` (1 to 1000).
  public func list(limit: Int) async throws -> Listing {
    try await reading(limit) { found, depth in
      Listing(depth: depth, letters: found.map(DeadLetter.init))
    }
  }

  /// Sends letters to the service's queue once more, with the identity they had: whatever had its effect
  /// already has no second one. Each leaves the dead letters when its queue has it.
  public func replay(_ selection: Selection) async throws -> Outcome {
    try await settle(selection) { [topology, amqp] delivery in
      var properties = delivery.properties
      properties.userID = nil
      properties.headers = [:]
      try await amqp.publishConfirmed(
        AMQPMessage(
          exchange: topology.againExchange, routingKey: delivery.routingKey, body: delivery.body,
          properties: properties, mandatory: true))
      try await Failpoint.reach(EventPlace.operatorAfterReplay)
    }
  }

  /// Throws letters away.
  public func discard(_ selection: Selection) async throws -> Outcome {
    try await settle(selection) { _ in }
  }

  private func settle(
    _ selection: Selection, _ body: @escaping @Sendable (AMQPDelivery) async throws -> Void
  ) async throws -> Outcome {
    try await reading(Self.limit) { found, depth in
      let chosen = found.filter(selection.contains)
      for delivery in chosen {
        try await body(delivery)
        delivery.ack()
      }
      return Outcome(
        messageIDs: chosen.map { $0.properties.messageID ?? "" }, left: depth - chosen.count)
    }
  }

  /// Lends the oldest letters; those not acknowledged return to their place.
  private func reading<Result: Sendable>(
    _ limit: Int, _ body: ([AMQPDelivery], _ depth: Int) async throws -> Result
  ) async throws -> Result {
    let isFree = isBusy.withLock { isBusy in
      defer { isBusy = true }
      return !isBusy
    }
    guard isFree else { throw Failure.busy }
    defer { isBusy.withLock { $0 = false } }
    let collection = LetterCollection()
    let subscription = amqp.subscribe(
      AMQPConsumer(
        queue: topology.deadQueue, prefetch: UInt16(min(max(1, limit), Self.limit))),
      sink: collection)
    let outcome: Swift.Result<Result, any Error>
    do {
      let (found, depth) = try await collection.collect(from: subscription, limit: limit)
      outcome = .success(try await body(found, depth))
    } catch {
      outcome = .failure(error)
    }
    await subscription.cancel()
    await subscription.close()
    return try outcome.get()
  }
}
