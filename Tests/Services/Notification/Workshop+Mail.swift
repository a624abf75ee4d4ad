import Foundation
import NotificationDomain
import Postgres

@testable import notification

// Mail in the workshop.
extension Workshop {
  /// A sender of its own, as quick as a test wants it.
  func sender(
    workers: Int = 1, pace: MailPace = MailPace(),
    now: @escaping @Sendable () -> Date = { Date() }
  ) -> MailSender {
    MailSender(
      store: MailStore(pool: self.pool), send: self.service.send, workers: workers, pace: pace,
      logger: self.service.logger, now: now)
  }

  /// Queues a mail.
  @discardableResult
  func queue(_ order: MailOrder) async throws -> MailOrder {
    try await self.pool.transaction { connection in
      try await MailStore(pool: self.pool).queue(order, in: connection)
    }
    return order
  }

  /// What became of it.
  func record(_ order: MailOrder) async throws -> MailRecord? {
    try await MailStore(pool: self.pool).list(accountID: order.accountID)
      .first { $0.order.id == order.id }
  }

  /// Sends until nothing is due.
  func sendAll() async throws {
    let sender = self.sender()
    while try await sender.sendNext() {}
  }
}
