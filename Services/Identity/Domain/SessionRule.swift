package import Foundation

/// How long a session lives.
package enum SessionRule {
  /// Seconds without a call after which it ends.
  package static let idle: TimeInterval = 30 * 60
  /// Seconds after sign-in at which it ends in any case.
  package static let absolute: TimeInterval = 12 * 3600
  /// Seconds for which a call is not written down again; far below `idle`.
  package static let touch: TimeInterval = 60
  /// Roles whose sessions are never remembered: they see and change what is others'.
  package static let neverRemembered: Set<SiteRole> = [.coordinator, .administrator]

  /// Whether a session still stands at `now`.
  package static func isAlive(_ session: SessionTimes, roles: Set<SiteRole>, now: Date) -> Bool {
    now < end(session, roles: roles)
      && now.timeIntervalSince(session.lastSeen) < life(session, roles: roles).idle
  }

  /// Whether a session still stands at `now` whose last use, at `used`, is not written down yet.
  package static func isAlive(
    _ session: SessionTimes, roles: Set<SiteRole>, used: Date, now: Date
  ) -> Bool {
    let used = min(used, now)
    return isAlive(session, roles: roles, now: used)
      && isAlive(session.seen(at: used), roles: roles, now: now)
  }

  /// When a session ends even if it is used all the time.
  package static func end(_ session: SessionTimes, roles: Set<SiteRole>) -> Date {
    min(session.expires, session.began.addingTimeInterval(life(session, roles: roles).absolute))
  }

  private static func life(_ session: SessionTimes, roles: Set<SiteRole>) -> SessionLife {
    roles.isDisjoint(with: neverRemembered) ? session.life : session.life.shortened
  }

  /// Whether the call at `now` is worth writing down.
  package static func isTouchDue(lastSeen: Date, now: Date) -> Bool {
    now.timeIntervalSince(lastSeen) >= touch
  }
}

/// How long a session was allowed to live when it was opened.
package struct SessionLife: Equatable, Sendable {
  /// Seconds without a call after which it ends.
  package let idle: TimeInterval

  /// 30 minutes without a call, 12 hours in all.
  package static let plain = SessionLife(idle: SessionRule.idle)

  /// As long without a call as was granted.
  package init(idle: TimeInterval) { self.idle = idle }

  /// What a person gets who asks to be remembered, where the site remembers devices for `days`
  /// without a call; 0 means never.
  package init(remember: Bool, days: Int, roles: Set<SiteRole>) {
    let granted = remember && days > 0 && roles.isDisjoint(with: SessionRule.neverRemembered)
    self = granted ? SessionLife(idle: TimeInterval(days) * 86_400) : .plain
  }

  /// Whether it outlives the browser.
  package var isRemembered: Bool { idle > SessionRule.idle }

  /// Seconds after sign-in at which it ends in any case: a remembered one four times what it may stand
  /// without a call.
  package var absolute: TimeInterval { isRemembered ? idle * 4 : SessionRule.absolute }

  /// The same for somebody who is never remembered, such as one who became a coordinator since.
  package var shortened: SessionLife { SessionLife(idle: min(idle, SessionRule.idle)) }
}

/// The moments of a session's life.
package struct SessionTimes: Equatable, Sendable {
  package let began: Date
  package let lastSeen: Date
  package let expires: Date
  package let life: SessionLife

  package init(began: Date, lastSeen: Date, expires: Date, life: SessionLife) {
    self.began = began
    self.lastSeen = lastSeen
    self.expires = expires
    self.life = life
  }

  /// The same after a use, unless a later one is known.
  package func seen(at used: Date) -> SessionTimes {
    SessionTimes(began: began, lastSeen: max(lastSeen, used), expires: expires, life: life)
  }
}
