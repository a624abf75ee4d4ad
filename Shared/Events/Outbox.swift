public import Foundation
public import Postgres
public import SwiftProtobuf

/// The events of a service on their way out. What is appended in a transaction is published if that
/// transaction commits, and only then, by the service's `OutboxRelay`.
public enum Outbox {
  /// The name under which commits are made known to the relay of this process.
  static let signal = "outbox"

  /// Writes an event in the transaction that makes it true.
  ///
  /// - Parameters:
  ///   - event: The event; its full protobuf name becomes its type.
  ///   - aggregate: What it happened to.
  ///   - version: The aggregate's version after it, from 1.
  ///   - time: When it happened.
  ///   - traceParent: W3C trace context, empty when there is none.
  ///   - connection: The transaction's.
  /// - Returns: the event's identity.
  @discardableResult
  public static func append(
    _ event: some Message & Sendable, aggregate: UUID, version: Int64, at time: Date,
    traceParent: String = "", in connection: PostgresConnection
  ) async throws -> UUID {
    let one = OutgoingEvent(
      event, aggregate: aggregate, version: version, traceParent: traceParent)
    return try await append([one], at: time, in: connection)[0]
  }

  /// Writes events in the order in which they are to be published, in one statement.
  ///
  /// - Parameters:
  ///   - events: Any number; those of one aggregate in the order of their versions.
  ///   - time: When they happened.
  ///   - connection: The transaction's.
  /// - Returns: the events' identities, in the same order.
  @discardableResult
  public static func append(
    _ events: [OutgoingEvent], at time: Date, in connection: PostgresConnection
  ) async throws -> [UUID] {
    guard !events.isEmpty else { return [] }
    let envelopes = try events.map { try $0.envelope(at: time) }
    try await Failpoint.reach(EventPlace.outboxBeforeInsert)
    try await connection.query(
      """
      insert into outbox (id, type, aggregate_id, aggregate_version, envelope)
      select id, type, aggregate_id, aggregate_version, envelope
      from unnest(\(envelopes.map(\.id)), \(envelopes.map(\.type)), \(envelopes.map(\.aggregateID)),
        \(envelopes.map(\.version)), \(try envelopes.map { try $0.serialized() }))
        with ordinality as e (id, type, aggregate_id, aggregate_version, envelope, place)
      order by place
      """)
    try await Failpoint.reach(EventPlace.outboxAfterInsert)
    connection.signalAfterCommit(signal)
    return envelopes.map(\.id)
  }
}
