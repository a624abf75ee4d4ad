internal import Metrics

/// Measures how long requests wait for their sessions: `session_resolution_seconds`, a timer, by `source` (cache,
/// identity).
struct ResolutionMeter: Sendable {
  private let fromCache = Metrics.Timer(
    label: "session_resolution_seconds", dimensions: [("source", "cache")])
  private let fromIdentity = Metrics.Timer(
    label: "session_resolution_seconds", dimensions: [("source", "identity")])

  /// A request found its session in the cache.
  func foundKnown(since start: ContinuousClock.Instant) {
    self.fromCache.record(duration: start.duration(to: .now))
  }

  /// A request waited for Identity's answer, or for its failure.
  func asked(since start: ContinuousClock.Instant) {
    self.fromIdentity.record(duration: start.duration(to: .now))
  }
}
