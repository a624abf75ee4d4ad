import Authentication
import Foundation
import NotificationDomain
import Problems
import Testing

@testable import notification

@Suite struct VerificationGateTests {
  @Test(
    "one network is refused with the seconds to wait, its neighbours in IPv6 with it, others are not"
  )
  func refuses() throws {
    let gate = VerificationGate { Date(timeIntervalSince1970: 1_795_511_110) }
    for number in 0..<VerificationLimit.perMinute {
      try gate.admit(self.origin("2001:db8::\(number)"))
    }

    let refusal = #expect(throws: Refusal.self) { try gate.admit(self.origin("2001:db8::ffff")) }
    #expect(refusal?.reason == "TOO_MANY_ATTEMPTS")
    #expect(refusal?.arguments == ["seconds": "50"])
    try gate.admit(self.origin("2001:db8:0:1::1"))
    try gate.admit(self.origin("192.0.2.1"))
    for _ in 0...VerificationLimit.perMinute { try gate.admit(self.origin("")) }
  }

  private func origin(_ address: String) -> CallOrigin {
    CallOrigin(caller: "gateway", clientAddress: address)
  }
}
