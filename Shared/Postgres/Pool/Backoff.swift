/// How long to pause before trying again: full jitter between nothing and a ceiling that doubles with
/// every failure, so that many who failed together do not come back together.
struct Backoff: Sendable {
  let first: Duration
  let ceiling: Duration

  /// The longest pause after so many failures in a row.
  func limit(afterFailures failures: Int) -> Duration {
    guard failures > 0 else { return .zero }
    return min(ceiling, first * (1 << min(failures - 1, 20)))
  }

  func pause(
    afterFailures failures: Int, using generator: inout some RandomNumberGenerator
  ) -> Duration {
    limit(afterFailures: failures) * Double.random(in: 0...1, using: &generator)
  }

  func pause(afterFailures failures: Int) -> Duration {
    var generator = SystemRandomNumberGenerator()
    return pause(afterFailures: failures, using: &generator)
  }
}
