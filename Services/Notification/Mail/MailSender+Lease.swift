import Logging
import NotificationDomain

// Holding a mail, and saying what became of it.
extension MailSender {
  /// Renews the lease while `body` runs.
  func holding(
    _ mail: LeasedMail, _ clock: LeaseClock,
    _ body: @escaping @Sendable () async -> DeliveryOutcome?
  ) async -> DeliveryOutcome? {
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
  func record(
    _ decision: DeliveryDecision, _ outcome: DeliveryOutcome, of mail: LeasedMail
  ) async throws {
    let kept = try await Task {
      try await self.store.record(decision, outcome, of: mail)
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
    case .suppressed: self.logger.notice("mail suppressed", metadata: metadata)
    case .retry, .untried: self.logger.notice("mail will be tried again", metadata: metadata)
    }
  }
}
