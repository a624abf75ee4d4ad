import Foundation
import IdentityDomain
import Testing

@Suite struct SessionRuleTests {
  let start = Date(timeIntervalSince1970: 1_000_000)

  func session(_ life: SessionLife, lastSeen: TimeInterval) -> SessionTimes {
    SessionTimes(
      began: start, lastSeen: start + lastSeen, expires: start + life.absolute, life: life)
  }

  @Test("A session ends after 30 minutes without a call, and after 12 hours in any case")
  func plain() {
    let alive = { (seen: TimeInterval, now: TimeInterval) in
      SessionRule.isAlive(
        session(.plain, lastSeen: seen), roles: [.learner], now: start + now)
    }
    #expect(alive(0, 1799))
    #expect(!alive(0, 1800))
    #expect(alive(43_000, 43_199))
    #expect(!alive(43_100, 43_200))
    #expect(!SessionRule.isTouchDue(lastSeen: start, now: start + 59))
    #expect(SessionRule.isTouchDue(lastSeen: start, now: start + 60))
  }

  @Test("A remembered one stands for days without a call, and four times as long in all")
  func remembered() {
    let life = SessionLife(remember: true, days: 14, roles: [.learner, .tutor])
    let day: TimeInterval = 86_400
    let alive = { (seen: TimeInterval, now: TimeInterval) in
      SessionRule.isAlive(session(life, lastSeen: seen), roles: [.learner], now: start + now)
    }
    #expect(life.isRemembered && alive(0, 14 * day - 1))
    #expect(!alive(0, 14 * day))
    #expect(alive(50 * day, 56 * day - 1))
    #expect(!alive(50 * day, 56 * day))
  }

  @Test(
    "Nobody is remembered who did not ask, where the site does not offer it, or who sees others' data",
    arguments: [
      (false, 14, SiteRole.learner), (true, 0, .learner), (true, 14, .coordinator),
      (true, 14, .administrator),
    ])
  func notRemembered(asks: Bool, days: Int, role: SiteRole) {
    #expect(SessionLife(remember: asks, days: days, roles: [.learner, role]) == .plain)
  }

  @Test("Who becomes a coordinator is remembered no longer")
  func promoted() {
    let life = SessionLife(remember: true, days: 14, roles: [.learner])
    let times = session(life, lastSeen: 3600)
    #expect(SessionRule.isAlive(times, roles: [.learner], now: start + 7200))
    #expect(!SessionRule.isAlive(times, roles: [.learner, .coordinator], now: start + 7200))
    let long = session(life, lastSeen: 50_000)
    #expect(!SessionRule.isAlive(long, roles: [.administrator], now: start + 50_001))
  }
}
