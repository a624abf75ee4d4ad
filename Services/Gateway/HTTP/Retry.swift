internal import GRPCCore

/// Asks again when a service was away for a moment, such as between two instances of a rolling restart.
enum Retry {
  /// Waits of at most so long, at random, before the second and the third try.
  private static let pauses: [Duration] = [.milliseconds(100), .milliseconds(300)]

  /// The body's value. It is tried again on UNAVAILABLE only, and only if doing it twice is the same as
  /// once; the deadline around it stays.
  static func unlessOnce<Value>(
    _ effect: Route.Effect, _ body: () async throws -> Value
  ) async throws -> Value {
    for pause in effect == .once ? [] : Self.pauses {
      do {
        return try await body()
      } catch let error as RPCError where error.code == .unavailable {
        try await Task.sleep(for: pause * Double.random(in: 0...1))
      }
    }
    return try await body()
  }
}
