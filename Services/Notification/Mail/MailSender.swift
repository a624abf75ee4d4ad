import Events
import Foundation
package import Logging
import NotificationDomain
package import ServiceLifecycle
import Synchronization

/// Sends the mail that is due, several at the same time, until the service stops.
///
/// A mail is leased before it is sent and its lease renewed while it is. A sender that dies leaves
/// it to the next when the lease ends. The relay may get a mail twice only when a sender ends
/// between the relay's answer to the final dot and the record of it; both have the same Message-ID.
package struct MailSender: Service {
  /// How often and how long.
  package struct Pace: Sendable {
    /// How long a mail is leased for; it is renewed after a third of it.
    package var lease = Duration.seconds(60)
    /// How long to wait when nothing is due.
    package var idle = Duration.milliseconds(250)

    package init() {}
  }

  private let store: MailStore
  private let send: SendMail
  private let workers: Int
  private let pace: Pace
  private let logger: Logger
  private let breaker = BreakerBox()

  package init(
    store: MailStore, send: SendMail, workers: Int, pace: Pace = Pace(), logger: Logger
  ) {
    self.store = store
    self.send = send
    self.workers = workers
    self.pace = pace
    self.logger = logger
  }

  package func run() async throws {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<self.workers { group.addTask { await self.work() } }
    }
  }

  private func work() async {
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      do {
        if try await self.sendNext() { continue }
      } catch {
        self.logger.error("looking for mail failed", metadata: ["error": "\(error)"])
      }
      await idle(for: self.pace.idle)
    }
  }

  /// Sends the next mail; false when none is due, or the relay is away.
  package func sendNext() async throws -> Bool {
    guard self.breaker.value.withLock({ $0.permits(at: Date()) }) else { return false }
    let start = ContinuousClock.now
    guard let mail = try await self.store.lease(seconds: self.pace.lease.inSeconds) else {
      return false
    }
    self.breaker.value.withLock { $0.begin(at: Date()) }
    let clock = LeaseClock(until: start + self.pace.lease)
    try await Failpoint.reach(NotificationPlace.mailLeased)
    let outcome = await self.holding(mail, clock) {
      await self.send(mail.order) { clock.isHeld }
    }
    try await Failpoint.reach(NotificationPlace.mailAnswered)
    self.note(outcome)
    let decision = DeliveryDecision(
      outcome, attempts: mail.attempts, expiresAt: mail.order.expiresAt, now: Date(),
      spread: Double.random(in: 0...1))
    try await self.record(decision, outcome, of: mail)
    return true
  }

  /// Renews the lease while `body` runs.
  private func holding(
    _ mail: LeasedMail, _ clock: LeaseClock, _ body: @escaping @Sendable () async -> DeliveryOutcome
  ) async -> DeliveryOutcome {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.renew(mail, clock) }
      let outcome = await body()
      group.cancelAll()
      return outcome
    }
  }

  private func renew(_ mail: LeasedMail, _ clock: LeaseClock) async {
    while (try? await Task.sleep(for: self.pace.lease / 3)) != nil {
      let start = ContinuousClock.now
      do {
        guard try await self.store.renew(mail, seconds: self.pace.lease.inSeconds) else { return }
        clock.extend(until: start + self.pace.lease)
      } catch {
        self.logger.warning(
          "renewing a mail's lease failed",
          metadata: ["mail.id": "\(mail.order.id)", "error": "\(error)"])
      }
    }
  }

  /// What the relay took must be recorded even when the service is told to stop, so the record is
  /// a task of its own, which this one waits for.
  private func record(
    _ decision: DeliveryDecision, _ outcome: DeliveryOutcome, of mail: LeasedMail
  ) async throws {
    let kept = try await Task {
      try await self.store.record(decision, answer: outcome.answer, of: mail)
    }.value
    var metadata: Logger.Metadata = [
      "mail.id": "\(mail.order.id)", "mail.template": "\(mail.order.template.rawValue)",
      "attempt": "\(mail.attempts)",
    ]
    metadata["lease.kept"] = "\(kept)"
    switch decision {
    case .accepted: self.logger.info("mail accepted by relay", metadata: metadata)
    case .failed: self.logger.warning("mail refused by relay", metadata: metadata)
    case .expired: self.logger.warning("mail expired", metadata: metadata)
    case .retry: self.logger.notice("mail will be tried again", metadata: metadata)
    }
  }

  private func note(_ outcome: DeliveryOutcome) {
    let (wasOpen, isOpen) = self.breaker.value.withLock { breaker in
      let wasOpen = breaker.isOpen
      switch outcome {
      case .unreachable: breaker.fail(at: Date())
      case .accepted, .refused: breaker.succeed()
      // Neither says anything about the relay.
      case .deferred, .outdated: break
      }
      return (wasOpen, breaker.isOpen)
    }
    guard wasOpen != isOpen else { return }
    self.logger.notice("relay reachable", metadata: ["relay.reachable": "\(!isOpen)"])
  }
}

/// The breaker all workers of a sender share.
private final class BreakerBox: Sendable {
  let value = Mutex(RelayBreaker())
}
