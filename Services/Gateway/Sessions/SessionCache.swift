internal import DequeModule
internal import Foundation
internal import Synchronization

/// Sessions as Identity last stated them, by the SHA-256 of their token: the token itself is not kept.
///
/// A statement is taken until shortly before it ends. Those whose sessions are in use are stated anew in time
/// (``SessionRenewer``), so that nobody waits for it; the others are forgotten.
///
/// A revocation drops what it names at once, and what was asked before it is not stored after it.
final class SessionCache: Sendable {
  /// After so long Identity is asked again about a session that is in use.
  let lifetime: Duration
  /// As many sessions are known; beyond, the one stated longest ago is forgotten.
  let capacity: Int
  /// A session is in use for so many seconds after a request came with it.
  static let interest: TimeInterval = 300
  /// A statement is not taken in the last seconds of its life, so that it is valid for as long as a call may take.
  static let reserve: TimeInterval = 10
  /// Nor for longer than this, whatever the time of day is meanwhile.
  static let longest = Duration.seconds(60)

  private struct Entry {
    let session: Session
    let stated: ContinuousClock.Instant
    let serial: Int
    var used: Date

    func isUsable(_ now: ContinuousClock.Instant, _ date: Date) -> Bool {
      stated + SessionCache.longest > now && session.expires - SessionCache.reserve > date
    }
  }

  /// A session that is to be stated anew.
  struct Due: Equatable, Sendable {
    /// SHA-256 of its token.
    let key: [UInt8]
    /// Which statement about it is old.
    let serial: Int
    /// When a request last came with it.
    let used: Date
  }

  private struct Turn {
    let key: [UInt8]
    let serial: Int
    let due: ContinuousClock.Instant
  }

  private struct State {
    var entries: [[UInt8]: Entry] = [:]
    /// When each entry's statement is old, the first first; entries that are gone may still be in it.
    var turns: Deque<Turn> = []
    var serial = 0
    /// Grows with each revocation.
    var generation = 0
  }

  private let state = Mutex(State())

  /// Knows nobody yet.
  init(lifetime: Duration = .seconds(15), capacity: Int = 50_000) {
    self.lifetime = lifetime
    self.capacity = capacity
  }

  /// What to hand to ``store(_:key:since:now:)``; taken before Identity is asked.
  var generation: Int { self.state.withLock(\.generation) }

  /// The session of a token, if a statement about it is there that can be taken. It is in use from now on.
  func session(_ key: [UInt8], now: ContinuousClock.Instant, date: Date = Date()) -> Session? {
    self.state.withLock { state in
      guard let entry = state.entries[key], entry.isUsable(now, date) else { return nil }
      state.entries[key]?.used = date
      return entry.session
    }
  }

  /// Keeps a session that a request came with, unless something was revoked since `generation`.
  func store(
    _ session: Session, key: [UInt8], since generation: Int, now: ContinuousClock.Instant,
    date: Date = Date()
  ) {
    self.state.withLock { state in
      guard state.generation == generation else { return }
      self.keep(session, key, used: date, now, &state)
    }
  }

  private func keep(
    _ session: Session, _ key: [UInt8], used: Date, _ now: ContinuousClock.Instant,
    _ state: inout State
  ) {
    state.serial += 1
    state.entries[key] = Entry(session: session, stated: now, serial: state.serial, used: used)
    state.turns.append(Turn(key: key, serial: state.serial, due: now + self.lifetime))
    while state.entries.count > self.capacity, let oldest = state.turns.popFirst() {
      if state.entries[oldest.key]?.serial == oldest.serial { state.entries[oldest.key] = nil }
    }
  }

  // MARK: - Renewal

  /// When the next statement is old, at the earliest.
  var nextDue: ContinuousClock.Instant? { self.state.withLock { $0.turns.first?.due } }

  /// Some of the sessions in use whose statements are old; whoever takes them gives each back by
  /// ``renew(_:_:now:)``, ``drop(_:)`` or ``postpone(_:until:now:date:)``. Those not in use are forgotten.
  func takeDue(
    atMost most: Int, now: ContinuousClock.Instant, date: Date = Date()
  ) -> [Due] {
    self.state.withLock { state in
      var due: [Due] = []
      while due.count < most, let turn = state.turns.first, turn.due <= now {
        state.turns.removeFirst()
        guard let entry = state.entries[turn.key], entry.serial == turn.serial else { continue }
        if entry.used + Self.interest > date {
          due.append(Due(key: turn.key, serial: turn.serial, used: entry.used))
        } else {
          state.entries[turn.key] = nil
        }
      }
      return due
    }
  }

  /// Takes a new statement for an old one, unless the session was dropped or resolved anew meanwhile.
  func renew(_ old: Due, _ session: Session, now: ContinuousClock.Instant) {
    self.state.withLock { state in
      guard let entry = state.entries[old.key], entry.serial == old.serial else { return }
      self.keep(session, old.key, used: entry.used, now, &state)
    }
  }

  /// Forgets a session that Identity says has ended, unless it was resolved anew meanwhile.
  func drop(_ old: Due) {
    self.state.withLock { state in
      if state.entries[old.key]?.serial == old.serial { state.entries[old.key] = nil }
    }
  }

  /// Identity could not be asked: what can still be taken is due again at `instant`.
  func postpone(
    _ due: [Due], until instant: ContinuousClock.Instant, now: ContinuousClock.Instant,
    date: Date = Date()
  ) {
    self.state.withLock { state in
      for old in due.reversed() {
        guard let entry = state.entries[old.key], entry.serial == old.serial else { continue }
        if entry.isUsable(now, date) {
          state.turns.prepend(Turn(key: old.key, serial: old.serial, due: instant))
        } else {
          state.entries[old.key] = nil
        }
      }
    }
  }

  // MARK: - Revocation

  /// Forgets one token of which Identity says that it opens nothing.
  func forget(_ key: [UInt8]) {
    self.state.withLock { $0.entries[key] = nil }
  }

  /// Forgets one token; what was asked about any before is not stored.
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
      state.turns = []
    }
  }
}
