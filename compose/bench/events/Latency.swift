internal import Events
internal import Foundation
internal import Postgres

/// O6: from the commit of an event to the commit of its effect, by the server's own commit times.
struct Latency: Sendable {
  let peer: Peer
  /// Whether the relay hears of commits, or looks once a second only.
  let hinted: Bool

  func measure() async throws -> [Measurement.Line] {
    let (beginnings, began) = AsyncStream.makeStream(of: Void.self)
    let relay = OutboxRelay(
      service: Peer.service, pool: peer.pool, amqp: peer.amqp, logger: peer.logger,
      idleLimit: .seconds(30), hinted: hinted)
    let subscriber = peer.subscriber(established: { began.yield() })
    let running = [Task { try await relay.run() }, Task { try await subscriber.run() }]
    var iterator = beginnings.makeAsyncIterator()
    await iterator.next()
    let count = 50 * 20
    let prefix = hinted ? "hinted" : "unhinted"
    _ = try await peer.say(perSecond: 50, for: 20, prefix: prefix)
    while try await effects(prefix) < count { try await Task.sleep(for: .milliseconds(50)) }
    for task in running { task.cancel() }
    for task in running { _ = await task.result }
    return lines(try await latencies(prefix))
  }

  private func effects(_ prefix: String) async throws -> Int {
    try await peer.pool.query(
      "select count(*) as count from effect where text like \(prefix + " %")")[0]
      .decode("count")
  }

  private func latencies(_ prefix: String) async throws -> [Double] {
    try await peer.pool.query(
      """
      select (extract(epoch from pg_xact_commit_timestamp(effect.xmin)
        - pg_xact_commit_timestamp(said.xmin)) * 1000)::float8 as milliseconds
      from said join effect using (text) where text like \(prefix + " %")
      """
    ).map { try $0.decode(Double.self, "milliseconds") }
  }

  private func lines(_ latencies: [Double]) -> [Measurement.Line] {
    let (p50, p99) = (percentile(latencies, 0.5), percentile(latencies, 0.99))
    let what = "event latency at 50/s" + (hinted ? "" : " without NOTIFY")
    let last = Measurement.Line(
      bar: "O6", what: "\(what), p99", value: p99, unit: "ms",
      limit: hinted ? "at most 250" : "at most 1200", isMet: p99 <= (hinted ? 250 : 1200))
    guard hinted else { return [last] }
    return [
      Measurement.Line(
        bar: "O6", what: "\(what), p50", value: p50, unit: "ms", limit: "at most 50",
        isMet: p50 <= 50), last,
    ]
  }
}
