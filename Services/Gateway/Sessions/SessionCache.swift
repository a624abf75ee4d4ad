internal import Foundation
internal import Synchronization

/// Sessions resolved in the last seconds, by the SHA-256 of their token: the token itself is not kept.
///
/// A revocation drops what it names at once, and what was asked before it is not stored after it.
final class SessionCache: Sendable {
  /// How long Identity's word is taken, unless the statement in it ends before, which it does after a minute.
  let lifetime: Duration
  /// Above this many sessions, expired ones are cleared out at the next insertion; if that does not help, all.
  static let capacity = 50_000

  private struct Entry {
    let session: Session
    let expires: ContinuousClock.Instant
  }

  private struct State {
    var entries: [[UInt8]: Entry] = [:]
    /// Grows with each revocation.
    var generation = 0
  }

  private let state = Mutex(State())

  /// Knows nobody yet.
  init(lifetime: Duration = .seconds(15)) { self.lifetime = lifetime }

  /// What to hand to ``store(_:key:since:now:)``; taken before Identity is asked.
  var generation: Int { self.state.withLock(\.generation) }

  /// The session of a token, if it was resolved within ``lifetime`` and has not reached its end, which is a
  /// time of day.
  func session(_ key: [UInt8], now: ContinuousClock.Instant, date: Date = Date()) -> Session? {
    self.state.withLock { state in
      guard let entry = state.entries[key], entry.expires > now, entry.session.expires > date
      else { return nil }
      return entry.session
    }
  }

  /// Keeps a session unless something was revoked since `generation`.
  func store(
    _ session: Session, key: [UInt8], since generation: Int, now: ContinuousClock.Instant
  ) {
    self.state.withLock { state in
      guard state.generation == generation else { return }
      if state.entries.count >= Self.capacity {
        state.entries = state.entries.filter { $0.value.expires > now }
        if state.entries.count >= Self.capacity { state.entries = [:] }
      }
      state.entries[key] = Entry(session: session, expires: now + self.lifetime)
    }
  }

  /// Forgets one token.
  func drop(_ key: [UInt8]) {
    self.state.withLock { state in
      state.generation += 1
      state.entries[key] = nil
    }
  }

  /// Forgets sessions of an account; all of them when none is named.
  func revoke(accountID: String, sessionIDs: [String]) {
    let named = Set(sessionIDs)
    self.state.withLock { state in
      state.generation += 1
      state.entries = state.entries.filter { _, entry in
        entry.session.accountID != accountID
          || !(named.isEmpty || named.contains(entry.session.sessionID))
      }
    }
  }

  /// Forgets everything: revocations may have been missed.
  func clear() {
    self.state.withLock { state in
      state.generation += 1
      state.entries = [:]
    }
  }
}
