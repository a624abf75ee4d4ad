/// How long to wait before the next attempt to connect: full jitter, at most 0.1 s before the first and
/// doubled up to 2 s: clients of a restarted broker do not come back all at once, and are all back within 3 s.
struct Backoff {
  private static let first = Duration.milliseconds(100)
  private static let last = Duration.seconds(2)
  private var ceiling = Backoff.first

  /// Starts again with short waits.
  mutating func reset() {
    self.ceiling = Self.first
  }

  /// The next wait. `random` gives a number from 0 to 1.
  mutating func next(random: () -> Double = { Double.random(in: 0...1) }) -> Duration {
    defer { self.ceiling = min(self.ceiling * 2, Self.last) }
    return self.ceiling * random()
  }
}
