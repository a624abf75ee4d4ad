internal import Foundation

/// Keeps so many calls in flight for a while.
public struct Load: Sendable {
  /// How many calls are in flight.
  public var inFlight: Int
  /// How long is measured, after half a second of warm-up.
  public var seconds: Double

  /// Creates a load.
  public init(inFlight: Int, seconds: Double) {
    self.inFlight = inFlight
    self.seconds = seconds
  }

  /// Makes the calls.
  public func run(_ call: @escaping @Sendable () async throws -> Void) async throws -> LoadReport {
    let begin = ContinuousClock.now + .milliseconds(500)
    let end = begin + .seconds(self.seconds)
    async let processor = Self.processorTime(from: begin, to: end)
    let workers = try await withThrowingTaskGroup(of: Worker.self) { group in
      for _ in 0..<self.inFlight {
        group.addTask { try await Worker(from: begin, to: end, calling: call) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    return LoadReport(
      latencies: workers.flatMap(\.latencies).sorted(), calls: workers.reduce(0) { $0 + $1.calls },
      seconds: self.seconds, processor: try await processor)
  }

  private static func processorTime(
    from begin: ContinuousClock.Instant, to end: ContinuousClock.Instant
  ) async throws -> Double {
    try await Task.sleep(until: begin)
    let before = processorSeconds()
    try await Task.sleep(until: end)
    return processorSeconds() - before
  }
}

/// One of the callers.
private struct Worker: Sendable {
  var latencies: [Double] = []
  var calls = 0

  init(
    from begin: ContinuousClock.Instant, to end: ContinuousClock.Instant,
    calling call: @Sendable () async throws -> Void
  ) async throws {
    while true {
      let sent = ContinuousClock.now
      try await call()
      let now = ContinuousClock.now
      self.calls += 1
      if now >= end { return }
      if now >= begin { self.latencies.append((now - sent) / .seconds(1)) }
    }
  }
}

/// What a load found.
public struct LoadReport: Sendable {
  /// In seconds, in order.
  public var latencies: [Double]
  /// All calls, those of the warm-up too.
  public var calls: Int
  /// How long was measured.
  public var seconds: Double
  /// The processor time of this process meanwhile, in seconds.
  public var processor: Double

  /// One line of JSON, with the names rpc_peer.c uses.
  public var json: String {
    func percentile(_ share: Int) -> String {
      let index = self.latencies.count * share / 100
      return String(format: "%.3f", self.latencies.isEmpty ? 0 : self.latencies[index] * 1_000)
    }
    let measured = max(1, self.latencies.count)
    let rate = Int(Double(self.latencies.count) / self.seconds)
    let cost = String(format: "%.1f", self.processor / Double(measured) * 1_000_000)
    return """
      {"calls_per_second": \(rate), "p50_ms": \(percentile(50)), "p99_ms": \(percentile(99)), \
      "client_cpu_us": \(cost), "calls": \(self.calls)}
      """
  }
}

/// The processor time this process has used, in seconds.
private func processorSeconds() -> Double {
  var usage = rusage()
  getrusage(RUSAGE_SELF.rawValue, &usage)
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}
