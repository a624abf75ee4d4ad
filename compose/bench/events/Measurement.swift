internal import AMQP
internal import Events
internal import Foundation
internal import Logging
internal import Postgres
internal import SwiftProtobuf

/// `events-peer measure`: the timed bars of events, against a database and a broker of its own.
struct Measurement: Sendable {
  struct Line: Codable {
    let bar: String
    let what: String
    let value: Double
    let unit: String
    let limit: String
    let isMet: Bool
  }

  private let json: Bool
  private let rows: Int
  let peer: Peer

  init(_ arguments: ArraySlice<String>) throws {
    json = arguments.contains("--json")
    let given = arguments.firstIndex(of: "--rows").flatMap { Int(arguments[$0 + 1]) }
    rows = given ?? 10_000_000
    peer = try Peer()
  }

  func run() async throws {
    try await prepare()
    let amqp = Task { try await peer.amqp.run() }
    var lines = try await Latency(peer: peer, hinted: true).measure()
    lines += try await Latency(peer: peer, hinted: false).measure()
    lines += try await Drain(peer: peer, rows: 100_000).measure()
    lines += try await Cleanup(peer: peer, rows: rows).measure()
    amqp.cancel()
    _ = await amqp.result
    await peer.pool.close()
    try report(lines)
    if lines.contains(where: { !$0.isMet }) { exit(1) }
  }

  private func prepare() async throws {
    let owner = try Peer.variable("CLIKC_POSTGRES_OWNER_URL")
    let pool = PostgresPool(try PostgresConfiguration(url: owner), logger: peer.logger)
    try await pool.query("create schema if not exists protobuf")
    let migrations = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Shared/Events/Migrations").standardized
    try await Migrator(
      components: [MigrationComponent(name: "events", directory: migrations)],
      schema: Peer.service, logger: peer.logger
    ).apply(owner)
    for statement in [
      "create table protobuf.effect (text text not null)",
      "create table protobuf.said (text text not null)",
    ] { try await pool.query("\(unsafeSQL: statement)") }
    await pool.close()
  }

  private func report(_ lines: [Line]) throws {
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      print(String(decoding: try encoder.encode(["events": lines]), as: UTF8.self))
      return
    }
    for line in lines {
      let value = String(format: "%.1f", line.value)
      print(
        "\(line.bar)  \(line.what): \(value) \(line.unit) (\(line.limit))"
          + (line.isMet ? "" : "  MISSED"))
    }
  }
}

/// The share-th percentile.
func percentile(_ values: [Double], _ share: Double) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? .nan : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
}

extension Peer {
  /// Writes as a call does: a row and its event in one transaction.
  func say(_ text: String) async throws {
    try await pool.transaction { connection in
      try await connection.query("insert into said (text) values (\(text))")
      try await Outbox.append(
        Said(text), aggregate: UUID(), version: 1, at: Date(), in: connection)
    }
  }

  /// Says texts at a steady pace, whether the ones before are done or not; answers how long each took, in
  /// milliseconds, from when it was due.
  func say(perSecond rate: Int, for seconds: Int, prefix: String) async throws -> [Double] {
    let begin = ContinuousClock.now
    return try await withThrowingTaskGroup(of: Double.self) { group in
      for number in 0..<(rate * seconds) {
        let due = begin + .seconds(1) / rate * number
        try await Task.sleep(until: due)
        group.addTask {
          try await say("\(prefix) \(number)")
          return (ContinuousClock.now - due) / .milliseconds(1)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }
}
