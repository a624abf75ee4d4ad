internal import Cryptography
package import Foundation
internal import GRPCCore
internal import IdentityDomain
package import Postgres
internal import Problems

/// Slows down guessing of passwords by username and by network address. An attempt counts as failed
/// before it is looked at, so that a thousand at once get no further than one after the other.
package struct AttemptGuard: Sendable {
  /// An attempt that was let through.
  package struct Attempt: Sendable {
    let username: FailureSubject
    let address: FailureSubject?
  }

  private let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// Lets an attempt through, or refuses it with TOO_MANY_ATTEMPTS (RESOURCE_EXHAUSTED) and the
  /// seconds to wait. The username need not exist; an unknown address is not counted.
  package func admit(username: String, address: String, now: Date) async throws -> Attempt {
    let attempt = Attempt(
      username: .username(hash: sha256(Array(username.utf8))),
      address: NetworkAddress(address).map(FailureSubject.address))
    let wait = try await pool.transaction { connection in
      try await charge(attempt, FailureCounters(connection), now: now)
    }
    guard wait <= 0 else {
      throw Refusal(
        .resourceExhausted, "TOO_MANY_ATTEMPTS",
        arguments: ["seconds": String(Int(wait.rounded(.up)))])
    }
    return attempt
  }

  /// The attempt succeeded: the username's failures are forgotten, the address loses this one only,
  /// since others sit behind it.
  package func succeeded(_ attempt: Attempt) async throws {
    let counters = FailureCounters(pool)
    try await counters.forget(attempt.username)
    if let address = attempt.address { try await counters.takeBack(address) }
  }

  /// Forgets the failures of a username: its owner proved themselves another way.
  package func forget(username: String, in connection: PostgresConnection) async throws {
    try await FailureCounters(connection).forget(.username(hash: sha256(Array(username.utf8))))
  }

  /// Counts the attempt unless one of its subjects has to wait, and returns the longest wait. Rows
  /// are locked username first, so that no two attempts wait for each other.
  private func charge(
    _ attempt: Attempt, _ counters: FailureCounters, now: Date
  ) async throws -> TimeInterval {
    let subjects = [attempt.username] + (attempt.address.map { [$0] } ?? [])
    var counted: [(FailureSubject, SignInThrottle)] = []
    for subject in subjects {
      try await counters.ensure(subject)
      counted.append((subject, try await counters.lock(subject)))
    }
    let wait = counted.map { $0.1.wait(at: now) }.max() ?? 0
    guard wait <= 0 else { return wait }
    for (subject, throttle) in counted {
      var throttle = throttle
      throttle.recordFailure(at: now)
      try await counters.write(throttle, of: subject)
    }
    return 0
  }
}
