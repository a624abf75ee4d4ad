internal import Events
internal import Foundation
internal import Postgres
internal import SwiftProtobuf

/// O7: how fast a backlog leaves once the broker takes it, and what those who write meanwhile notice.
struct Drain: Sendable {
  let peer: Peer
  let rows: Int

  func measure() async throws -> [Measurement.Line] {
    let quiet = percentile(
      try await peer.say(perSecond: 50, for: 10, prefix: "before"), 0.99)
    try await fill()
    let relay = OutboxRelay(
      service: Peer.service, pool: peer.pool, amqp: peer.amqp, logger: peer.logger)
    let began = ContinuousClock.now
    let running = Task { try await relay.run() }
    async let written = peer.say(perSecond: 50, for: 10, prefix: "during")
    while try await backlog() > 0 { try await Task.sleep(for: .milliseconds(100)) }
    let speed = Double(rows) / ((ContinuousClock.now - began) / .seconds(1))
    let busy = percentile(try await written, 0.99)
    running.cancel()
    _ = await running.result
    return [
      Measurement.Line(
        bar: "O7", what: "backlog of \(rows) events, drain", value: speed, unit: "events/s",
        limit: "at least 2000", isMet: speed >= 2000),
      Measurement.Line(
        bar: "O7", what: "p99 of writes meanwhile, \(String(format: "%.1f", quiet)) ms before",
        value: busy / quiet, unit: "times", limit: "less than 2", isMet: busy < 2 * quiet),
    ]
  }

  private func fill() async throws {
    let envelope = try EventEnvelope(
      id: UUID(), event: Said("backlog"), aggregateID: UUID(), version: 1, occurredAt: Date())
    try await peer.pool.query(
      """
      insert into outbox (id, type, aggregate_id, aggregate_version, envelope)
      select gen_random_uuid(), \(envelope.type), gen_random_uuid(), 1,
        \(try envelope.serialized()) from generate_series(1, \(rows))
      """)
  }

  private func backlog() async throws -> Int {
    let found = try await peer.pool.query(
      """
      select count(*) as count from (select from outbox where published_at is null limit 1) as one
      """)
    return try found[0].decode("count")
  }
}
