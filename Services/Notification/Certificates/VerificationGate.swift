package import Authentication
package import Foundation
import GRPCCore
import NetworkAddresses
import NotificationDomain
import Problems
import Synchronization

/// Keeps those away who ask about certificates without end. Each process counts by itself.
package final class VerificationGate: Sendable {
  private let limit = Mutex(VerificationLimit())
  private let now: @Sendable () -> Date

  package init(now: @escaping @Sendable () -> Date = { Date() }) { self.now = now }

  /// Lets a call through, or refuses it with TOO_MANY_ATTEMPTS (RESOURCE_EXHAUSTED) and the seconds to wait.
  /// Calls from nowhere in particular, such as the operator's, are not counted.
  package func admit(_ origin: CallOrigin = .current) throws {
    guard let network = NetworkAddress(origin.clientAddress) else { return }
    guard let seconds = self.limit.withLock({ $0.wait(network.bytes, at: self.now()) }) else {
      return
    }
    throw Refusal(.resourceExhausted, "TOO_MANY_ATTEMPTS", arguments: ["seconds": "\(seconds)"])
  }
}
