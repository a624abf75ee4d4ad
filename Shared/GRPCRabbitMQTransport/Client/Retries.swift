internal import GRPCCore

/// How calls of idempotent methods are tried again (gRFC A6): up to four times more, after a random part of 0.1, 0.2,
/// 0.4 and 0.8 s: longer than an instance or a connection takes to come back.
enum Retries {
  /// How many attempts a call has.
  static let most = 5
  private static let firstPause = Duration.milliseconds(100)
  private static let longestPause = Duration.seconds(1)

  /// The same for GRPCCore, which retries what is not unary.
  static let method = MethodConfig(
    names: [],
    executionPolicy: .retry(
      RetryPolicy(
        maxAttempts: most, initialBackoff: firstPause, maxBackoff: longestPause,
        backoffMultiplier: 2, retryableStatusCodes: [.unavailable])))

  /// Stops GRPCCore's retries while more than about half of the last hundred calls failed.
  static func throttle() -> RetryThrottle { RetryThrottle(maxTokens: 100, tokenRatio: 0.5) }

  /// How long to wait after so many attempts; `part`, 0 to 1, of the longest.
  static func pause(after made: Int, part: Double = .random(in: 0...1)) -> Duration {
    min(self.firstPause * (1 << (made - 1)), self.longestPause) * part
  }
}
