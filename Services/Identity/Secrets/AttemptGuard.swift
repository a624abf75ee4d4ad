internal import Cryptography
package import Foundation
internal import GRPCCore
internal import IdentityDomain
internal import NetworkAddresses
package import Postgres
internal import Problems

/// Slows down guessing of passwords by username and by network address. An attempt counts as failed
/// before it is looked at, so that a thousand at once get no further than one after the other.
///
/// Devices that prove they were signed in to the account before are counted by themselves, all of an account together,
/// and so is who is signed in and gives the password in force: whoever guesses at the account, or sits behind the same
/// address, cannot lock its owner out there.
package struct AttemptGuard: Sendable {
  /// An attempt that was let through.
  package struct Attempt: Sendable {
    /// Whose failures a success forgets.
    let own: FailureSubject
    let address: FailureSubject?
    /// Whether the next attempt has to wait, should this one fail.
    package let slows: Bool
  }

  private let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// Lets an attempt through, or refuses it with TOO_MANY_ATTEMPTS (RESOURCE_EXHAUSTED) and the
  /// seconds to wait. The username need not exist; an unknown address is not counted. `device` is the account whose
  /// device it is, as a proof told that was verified.
  package func admit(
    username: String, address: String, device account: UUID? = nil, now: Date
  ) async throws -> Attempt {
    if let account { return try await admit(.devices(account: account), nil, now: now) }
    return try await admit(
      .username(hash: sha256(Array(username.utf8))),
      NetworkAddress(address).map(FailureSubject.address), now: now)
  }

  /// The same for a code of an account's second factor.
  package func admit(codeOf account: UUID, now: Date) async throws -> Attempt {
    try await admit(.code(account: account), nil, now: now)
  }

  /// The same for the password in force of somebody who is signed in.
  package func admit(currentOf account: UUID, now: Date) async throws -> Attempt {
    try await admit(.current(account: account), nil, now: now)
  }

  /// What `look` makes of an attempt. When it cannot be looked at, as on a server that is busy, it does not count.
  package func judge<Result: Sendable>(
    _ attempt: Attempt, _ look: @Sendable () async throws -> Result
  ) async throws -> Result {
    do {
      return try await look()
    } catch {
      let counters = FailureCounters(pool)
      try await counters.takeBack(attempt.own)
      if let address = attempt.address { try await counters.takeBack(address) }
      throw error
    }
  }

  private func admit(
    _ own: FailureSubject, _ address: FailureSubject?, now: Date
  ) async throws -> Attempt {
    let (wait, next) = try await pool.transaction { connection in
      try await charge([own] + (address.map { [$0] } ?? []), FailureCounters(connection), now: now)
    }
    guard wait <= 0 else {
      throw Refusal(
        .resourceExhausted, "TOO_MANY_ATTEMPTS",
        arguments: ["seconds": String(Int(wait.rounded(.up)))])
    }
    return Attempt(own: own, address: address, slows: next > 0)
  }

  /// The attempt succeeded: the username's failures are forgotten, the address loses this one only,
  /// since others sit behind it.
  package func succeeded(_ attempt: Attempt) async throws {
    let counters = FailureCounters(pool)
    try await counters.forget(attempt.own)
    if let address = attempt.address { try await counters.takeBack(address) }
  }

  /// Forgets the failures of a username: its owner proved themselves another way.
  package func forget(username: String, in connection: PostgresConnection) async throws {
    try await FailureCounters(connection).forget(.username(hash: sha256(Array(username.utf8))))
  }

  /// Counts the attempt unless one of its subjects has to wait. Returns the longest wait, and the one
  /// that follows should the attempt fail. Rows are locked username first, so that no two attempts wait
  /// for each other.
  private func charge(
    _ subjects: [FailureSubject], _ counters: FailureCounters, now: Date
  ) async throws -> (wait: TimeInterval, next: TimeInterval) {
    var counted: [(FailureSubject, SignInThrottle)] = []
    for subject in subjects {
      try await counters.ensure(subject)
      counted.append((subject, try await counters.lock(subject)))
    }
    let wait = counted.map { $0.1.wait(at: now) }.max() ?? 0
    guard wait <= 0 else {
      for subject in subjects { try await counters.drop(subject) }
      return (wait, 0)
    }
    var next: TimeInterval = 0
    for (subject, throttle) in counted {
      var throttle = throttle
      throttle.recordFailure(at: now)
      next = max(next, throttle.wait(at: now))
      try await counters.write(throttle, of: subject)
    }
    return (0, next)
  }
}
