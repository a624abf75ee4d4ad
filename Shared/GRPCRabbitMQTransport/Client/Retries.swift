internal import GRPCCore

/// How calls of idempotent methods are tried again (gRFC A6).
enum Retries {
  /// Up to four times more, after a random part of 0.1, 0.2, 0.4 and 0.8 s: longer than an instance or a
  /// connection takes to come back.
  static let method = MethodConfig(
    names: [],
    executionPolicy: .retry(
      RetryPolicy(
        maxAttempts: 5, initialBackoff: .milliseconds(100), maxBackoff: .seconds(1),
        backoffMultiplier: 2, retryableStatusCodes: [.unavailable])))

  /// Stops retries while more than about half of the last hundred calls failed, so that they add little to
  /// what an overloaded service has to do.
  static func throttle() -> RetryThrottle { RetryThrottle(maxTokens: 100, tokenRatio: 0.5) }
}
