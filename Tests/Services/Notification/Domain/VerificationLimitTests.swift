import Foundation
import NotificationDomain
import Testing

@Suite struct VerificationLimitTests {
  private let start = Date(timeIntervalSince1970: 1_795_511_100)

  @Test("a network that asked too often in a minute waits for the next one")
  func waits() {
    var limit = VerificationLimit()
    for _ in 0..<VerificationLimit.perMinute {
      #expect(limit.wait([192, 0, 2, 1], at: self.start) == nil)
    }

    #expect(limit.wait([192, 0, 2, 1], at: self.start) == 60)
    #expect(limit.wait([192, 0, 2, 1], at: self.start + 59.9) == 1)
    #expect(limit.wait([192, 0, 2, 2], at: self.start + 59.9) == nil)
    #expect(limit.wait([192, 0, 2, 1], at: self.start + 60) == nil)
  }

  @Test("more networks than are counted are let through, and those counted still wait")
  func full() {
    var limit = VerificationLimit()
    for _ in 0..<VerificationLimit.perMinute { _ = limit.wait([1], at: self.start) }
    for number in 1..<VerificationLimit.networks {
      _ = limit.wait([2, UInt8(number & 255), UInt8(number >> 8)], at: self.start)
    }

    #expect(limit.wait([1], at: self.start) == 60)
    for _ in 0...VerificationLimit.perMinute {
      #expect(limit.wait([3], at: self.start) == nil)
    }
  }
}
