internal import Foundation
internal import Logging
internal import Postgres

/// Our side of `./clikc bench sql`: `bench-sql URL CONNECTIONS TASKS SECONDS ROWS` reads random rows as
/// `pgbench -S` does, and prints one line of JSON.
@main
enum Main {
  static func main() async throws {
    let numbers = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }
    guard CommandLine.arguments.count == 6, numbers.count == 4 else {
      FileHandle.standardError.write(
        Data("usage: bench-sql URL CONNECTIONS TASKS SECONDS ROWS\n".utf8))
      exit(64)
    }
    let configuration = try PostgresConfiguration(
      url: CommandLine.arguments[1], maximumConnections: numbers[0])
    let pool = PostgresPool(configuration, logger: Logger(label: "bench-sql"))
    let load = Load(pool: pool, tasks: numbers[1], seconds: numbers[2], rows: numbers[3])
    let latencies = try await load.run().sorted()
    await pool.close()
    func milliseconds(_ share: Int) -> String {
      String(format: "%.3f", latencies[latencies.count * share / 100] * 1000)
    }
    print(
      """
      {"queries_per_second": \(latencies.count / numbers[2]), \
      "p50_ms": \(milliseconds(50)), "p99_ms": \(milliseconds(99))}
      """)
  }
}

/// Tasks that read one row after the other for a while, on the pool's threads as calls of a service do.
private struct Load: Sendable {
  let pool: PostgresPool
  let tasks: Int
  let seconds: Int
  let rows: Int

  /// The latencies, in seconds, after a warm-up of half a second.
  func run() async throws -> [Double] {
    let begin = ContinuousClock.now + .milliseconds(500)
    let end = begin + .seconds(seconds)
    return try await withThrowingTaskGroup(of: [Double].self) { group in
      for _ in 0..<tasks {
        group.addTask(executorPreference: pool.executor) { try await read(from: begin, to: end) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  private func read(
    from begin: ContinuousClock.Instant, to end: ContinuousClock.Instant
  ) async throws -> [Double] {
    var latencies: [Double] = []
    var generator = Generator(state: UInt64.random(in: 0...UInt64.max))
    var asked = ContinuousClock.now
    while true {
      let id = Int32.random(in: 1...Int32(rows), using: &generator)
      let found = try await pool.query(
        "select abalance from pgbench_accounts where aid = \(id)")
      guard let row = found.first, try row.decode(Int.self, "abalance") == 0 else {
        throw PostgresError(.decoding, "row \(id) is missing or changed")
      }
      let now = ContinuousClock.now
      if now >= end { return latencies }
      if asked >= begin { latencies.append((now - asked) / .seconds(1)) }
      asked = now
    }
  }
}

/// SplitMix64: as quick as what pgbench draws its rows with; the system's costs a call of the kernel.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
