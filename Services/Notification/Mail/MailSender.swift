import Events
package import Foundation
package import Logging
import NotificationDomain
package import ServiceLifecycle

/// Sends the mail that is due, several at the same time, until the service stops.
///
/// A mail is leased before it is sent and its lease renewed while it is. A sender that dies leaves
/// it to the next when the lease ends. The relay may get a mail twice only when a sender ends
/// between the relay's answer to the final dot and the record of it; both have the same Message-ID.
package struct MailSender: Service {
  let store: MailStore
  private let send: SendMail
  private let workers: Int
  let pace: MailPace
  let logger: Logger
  private let now: @Sendable () -> Date
  private let stock = MailStock()
  private let relay: RelayWatch

  /// `now` is the clock by which tries and the relay's absence are timed.
  package init(
    store: MailStore, send: SendMail, workers: Int, pace: MailPace = MailPace(), logger: Logger,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.store = store
    self.send = send
    self.workers = workers
    self.pace = pace
    self.logger = logger
    self.now = now
    self.relay = RelayWatch(probe: pace.probe, now: now, logger: logger)
  }

  package func run() async throws {
    await self.settle()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<self.workers { group.addTask { await self.work() } }
    }
    await self.release(self.stock.remove())
  }

  private var isStopping: Bool { Task.isShuttingDownGracefully || Task.isCancelled }

  /// Nothing is sent before it is known whether this database is a restored copy.
  private func settle() async {
    while !self.isStopping {
      do {
        if let ended = try await MailHome(pool: self.store.pool).settle() {
          self.logger.warning(
            "the database is a restored copy: its mail is not sent", metadata: ["mail": "\(ended)"])
        }
        return
      } catch {
        self.logger.error("looking for mail failed", metadata: ["error": "\(error)"])
      }
      await idle(for: .seconds(1))
    }
  }

  private func work() async {
    while !self.isStopping {
      do {
        if try await self.sendNext() { continue }
      } catch {
        self.logger.error("looking for mail failed", metadata: ["error": "\(error)"])
      }
      await idle(for: self.pace.idle)
    }
  }

  /// Sends the next mail, or ends it where the relay need not be asked; false when none is due, or the relay is
  /// away.
  package func sendNext() async throws -> Bool {
    guard self.relay.permits(), let (mail, clock) = try await self.next() else { return false }
    try await Failpoint.reach(NotificationPlace.mailLeased)
    guard let outcome = await self.try(mail, clock) else {
      await self.release([mail] + self.stock.remove())
      return false
    }
    try await Failpoint.reach(NotificationPlace.mailAnswered)
    let decision = DeliveryDecision(
      outcome, attempts: mail.attempts, expiresAt: mail.order.expiresAt, now: self.now(),
      schedule: self.pace.retries, spread: Double.random(in: 0...1))
    try await self.record(decision, outcome, of: mail)
    if self.relay.isOpen { await self.release(self.stock.remove()) }
    return true
  }

  /// The next mail in stock, or of a new batch; a probe of the relay is one mail.
  private func next() async throws -> (LeasedMail, LeaseClock)? {
    if let mail = self.stock.take(for: self.pace.lease / 2) { return mail }
    await self.release(self.stock.remove(endingWithin: self.pace.lease / 2))
    let start = ContinuousClock.now
    let mails = try await self.store.lease(
      self.relay.isOpen ? 1 : self.pace.batch, seconds: self.pace.lease.inSeconds)
    self.stock.add(mails, until: start + self.pace.lease)
    return self.stock.take(for: .zero)
  }

  /// Puts mails back; what cannot be put back is free when its lease ends.
  private func release(_ mails: [LeasedMail]) async {
    guard !mails.isEmpty else { return }
    do { try await self.store.release(mails) } catch {
      self.logger.warning("mail waits for its lease to end", metadata: ["error": "\(error)"])
    }
  }

  /// Nil when the breaker holds the mail back, which leaves it as if it had not been tried.
  private func `try`(_ mail: LeasedMail, _ clock: LeaseClock) async -> DeliveryOutcome? {
    if mail.isSuppressed, !mail.order.template.isEssential {
      return .suppressed(OwnAnswer.suppressed.rawValue)
    }
    return await self.holding(mail, clock) {
      switch await self.send.prepare(mail.order) {
      case .ended(let outcome): outcome
      case .ready(let written): await self.deliver(written, clock)
      }
    }
  }

  /// The breaker counts what goes to the relay, and nothing else.
  private func deliver(_ mail: WrittenMail, _ clock: LeaseClock) async -> DeliveryOutcome? {
    guard self.relay.begin() else { return nil }
    let outcome = await self.send.deliver(mail) { clock.isHeld }
    self.relay.note(outcome)
    return outcome
  }
}
