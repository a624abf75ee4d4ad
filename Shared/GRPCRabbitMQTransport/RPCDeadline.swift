internal import Foundation

/// The moment by which the work at hand must be done.
///
/// The edge sets it once with `withDeadline`; every call made inside carries it, and the handler of such a
/// call finds it set again, so that each hop has what is left.
public struct RPCDeadline: Sendable, Hashable, Comparable {
  /// The deadline of the current task, if any.
  @TaskLocal public static var current: RPCDeadline?

  /// On the clock of this machine.
  public let instant: ContinuousClock.Instant

  /// A deadline at the instant.
  public init(instant: ContinuousClock.Instant) {
    self.instant = instant
  }

  /// A deadline so much from now.
  public static func after(_ timeout: Duration) -> RPCDeadline {
    RPCDeadline(instant: .now + timeout)
  }

  /// What is left; negative once it has passed.
  public var remaining: Duration { ContinuousClock.now.duration(to: self.instant) }

  /// The earlier deadline comes first.
  public static func < (left: RPCDeadline, right: RPCDeadline) -> Bool {
    left.instant < right.instant
  }
}

/// Does `body` with a deadline so much from now, or with the current one if that is earlier.
public func withDeadline<Result>(
  _ timeout: Duration, isolation: isolated (any Actor)? = #isolation,
  _ body: () async throws -> Result
) async rethrows -> Result {
  let new = RPCDeadline.after(timeout)
  return try await RPCDeadline.$current.withValue(min(new, RPCDeadline.current ?? new)) {
    try await body()
  }
}

/// A deadline as the wire has it: milliseconds since 1970, so that the time a message spends in queues
/// counts. Peers' clocks are assumed to agree within a quarter of a second.
struct WireDeadline: Equatable {
  var milliseconds: Int64

  /// The wall clock now.
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// What is `remaining` from `now`.
  init(remaining: Duration, now: Int64 = WireDeadline.now()) {
    let parts = remaining.components
    let (whole, overflow) = parts.seconds.multipliedReportingOverflow(by: 1000)
    let limit = Int64.max / 4
    let rest = overflow ? limit : whole + parts.attoseconds / 1_000_000_000_000_000
    self.milliseconds = now + min(max(rest, -limit), limit)
  }

  /// What is left at `now`.
  func remaining(now: Int64 = WireDeadline.now()) -> Duration {
    let (rest, overflow) = self.milliseconds.subtractingReportingOverflow(now)
    return .milliseconds(overflow ? (now > 0 ? .min : .max) : rest)
  }
}
