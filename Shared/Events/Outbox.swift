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
  public static func append<M: Message>(
    _ event: M, aggregate: UUID, version: Int64, at time: Date, traceParent: String = "",
    in connection: PostgresConnection
  ) async throws -> UUID {
    let envelope = try EventEnvelope(
      id: .version7(at: time), event: event, aggregateID: aggregate, version: version,
      occurredAt: time, traceParent: traceParent)
    try await Failpoint.reach(EventPlace.outboxBeforeInsert)
    try await connection.query(
      """
      insert into outbox (id, type, aggregate_id, aggregate_version, envelope)
      values (\(envelope.id), \(envelope.type), \(aggregate), \(version),
        \(try envelope.serialized()))
      """)
    try await Failpoint.reach(EventPlace.outboxAfterInsert)
    connection.signalAfterCommit(signal)
    return envelope.id
  }
}
