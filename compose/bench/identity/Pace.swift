internal import Foundation
internal import GRPCRabbitMQTransport
internal import Synchronization

/// Calls at a steady rate, whether answers come or not. The time of each counts from when it is sent: none waits for
/// another's answer, so that being sent late, which ``Paced/late`` tells, is this program's fault alone.
struct Pace: Sendable {
  /// Calls a second.
  let rate: Double
  let seconds: Double

  /// Makes the calls, of which each gets its number. A call that fails ends the measurement.
  func run(_ call: @escaping @Sendable (Int) async throws -> String) async throws -> Paced {
    let (times, late) = (Times(), Times())
    let start = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<Int(self.rate * self.seconds) {
        let due = start + .seconds(Double(number) / self.rate)
        try await Task.sleep(until: due)
        group.addTask {
          let sent = ContinuousClock.now
          let name = try await withDeadline(.seconds(20)) { try await call(number) }
          times.add(sent.duration(to: .now) / .seconds(1), to: name)
          late.add(due.duration(to: sent) / .seconds(1), to: "late")
        }
      }
      try await group.waitForAll()
    }
    return Paced(times: times.all, late: late.all["late"] ?? [])
  }
}

/// What calls at a steady rate took.
struct Paced: Sendable {
  /// Of those of each name, in seconds.
  let times: [String: [Double]]
  /// By how many seconds each was sent after it was due.
  let late: [Double]
}

/// How long calls took, by name.
final class Times: Sendable {
  private let found = Mutex<[String: [Double]]>([:])

  var all: [String: [Double]] { self.found.withLock { $0 } }

  func add(_ seconds: Double, to name: String) {
    self.found.withLock { $0[name, default: []].append(seconds) }
  }
}

/// What is said of the times of some calls.
struct Spread: Codable, Sendable {
  let calls: Int
  let p50: Double
  let p95: Double
  let p99: Double

  enum CodingKeys: String, CodingKey {
    case calls
    case p50 = "p50_ms"
    case p95 = "p95_ms"
    case p99 = "p99_ms"
  }

  /// Of times in seconds.
  init(_ times: [Double]) {
    let sorted = times.sorted()
    func milliseconds(_ part: Double) -> Double {
      let index = min(sorted.count - 1, Int((Double(sorted.count) * part).rounded(.up)) - 1)
      return sorted.isEmpty ? 0 : (sorted[max(0, index)] * 100_000).rounded() / 100
    }
    self.calls = times.count
    self.p50 = milliseconds(0.5)
    self.p95 = milliseconds(0.95)
    self.p99 = milliseconds(0.99)
  }
}

/// Prints a line of JSON.
func say(_ result: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  print(String(decoding: try encoder.encode(result), as: UTF8.self))
}
