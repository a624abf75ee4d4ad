internal import Events
internal import Foundation
internal import Postgres

/// O11: dropping pieces of both tables with millions of rows, and what those who write meanwhile notice.
struct Cleanup: Sendable {
  let peer: Peer
  let rows: Int

  func measure() async throws -> [Measurement.Line] {
    try await fill()
    async let written = peer.say(perSecond: 100, for: 10, prefix: "cleanup")
    try await Task.sleep(for: .seconds(3))
    let began = ContinuousClock.now
    let relay = OutboxRelay(
      service: Peer.service, pool: peer.pool, amqp: peer.amqp, logger: peer.logger)
    let running = Task { try await relay.run() }
    while try await !areDropped() { try await Task.sleep(for: .milliseconds(50)) }
    let took = (ContinuousClock.now - began) / .milliseconds(1)
    let p99 = percentile(try await written, 0.99)
    running.cancel()
    _ = await running.result
    return [
      Measurement.Line(
        bar: "O11", what: "until the relay has dropped two pieces with \(rows) rows", value: took,
        unit: "ms", limit: "no limit", isMet: true),
      Measurement.Line(
        bar: "O11", what: "p99 of writes meanwhile", value: p99, unit: "ms", limit: "less than 50",
        isMet: p99 < 50),
    ]
  }

  /// Pieces that are over: one of the outbox, all published, and one of the inbox.
  private func fill() async throws {
    let owner = PostgresPool(
      try {
        var configuration = try PostgresConfiguration(
          url: try Peer.variable("CLIKC_POSTGRES_OWNER_URL"), schema: Peer.service)
        configuration.statementTimeout = .seconds(600)
        return configuration
      }(), logger: peer.logger)
    for statement in [
      """
      create table outbox_20250106 partition of outbox
        for values from ('2025-01-06 00:00Z') to ('2025-01-13 00:00Z')
      """,
      """
      create table inbox_202501 partition of inbox for values
        from (events_first_id('2025-01-01 00:00Z')) to (events_first_id('2025-02-01 00:00Z'))
      """,
      """
      insert into outbox_20250106 (id, type, aggregate_id, aggregate_version, envelope, created_at,
        published_at) select gen_random_uuid(), 'x', gen_random_uuid(), 1, 'x', '2025-01-07', '2025-01-07'
        from generate_series(1, \(rows / 10))
      """,
      """
      insert into inbox_202501 select 'protobuf',
        (lpad(to_hex(1735689600000 + n / 8), 12, '0') || '7000' || lpad(to_hex(n), 16, '0'))::uuid,
        '2025-01-07' from generate_series(1, \(rows - rows / 10)) as n
      """,
    ] { try await owner.query("\(unsafeSQL: statement)") }
    await owner.close()
  }

  private func areDropped() async throws -> Bool {
    try await peer.pool.query(
      """
      select from pg_class where relname in ('outbox_20250106', 'inbox_202501')
      """
    ).isEmpty
  }
}
