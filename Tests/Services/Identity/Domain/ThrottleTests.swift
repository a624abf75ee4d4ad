import Foundation
import IdentityDomain
import Testing

@Suite struct ThrottleTests {
  let start = Date(timeIntervalSince1970: 1_000_000)

  @Test("Five failures cost nothing, then the wait doubles up to 15 minutes")
  func growth() {
    var throttle = SignInThrottle(rule: .account)
    var waits: [TimeInterval] = []
    for _ in 1...12 {
      throttle.recordFailure(at: start)
      waits.append(throttle.wait(at: start))
    }
    #expect(waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900])
    #expect(throttle.wait(at: start + 600) == 300)
    #expect(throttle.wait(at: start + 900) == 0)
    #expect(throttle.wait(at: start - 50) == 900)
  }

  @Test("S2: an attacker who never rests gets at most 25 tries an hour at one account")
  func rate() {
    var throttle = SignInThrottle(rule: .account)
    var tries: [Date] = []
    for second in 0..<(6 * 3600) {
      let now = start + TimeInterval(second)
      guard throttle.wait(at: now) == 0 else { continue }
      throttle.recordFailure(at: now)
      tries.append(now)
    }
    for first in tries {
      #expect(tries.count { $0 >= first && $0 < first + 3600 } <= 25)
    }
  }

  @Test("An hour without failure forgets the earlier ones")
  func memory() {
    var throttle = SignInThrottle(rule: .account, failures: 40, last: start)
    throttle.recordFailure(at: start + 3600)
    #expect(throttle.failures == 1)
    #expect(throttle.wait(at: start + 3600) == 0)
  }

  @Test("An hour brings three reset mails for an account and twenty for an address, no more")
  func resets() {
    let earlier = { (count: Int) in [Date](repeating: start, count: count) }
    let admits = { (account: Int, address: Int, later: TimeInterval) in
      ResetRequestLimiter.admits(
        account: earlier(account), address: earlier(address), now: start + later)
    }
    #expect(admits(2, 19, 10))
    #expect(!admits(3, 3, 10))
    #expect(!admits(0, 20, 10))
    #expect(!admits(3, 20, 3599))
    #expect(admits(3, 20, 3600))
  }
}
