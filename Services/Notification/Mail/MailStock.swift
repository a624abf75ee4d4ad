import NotificationDomain
import Synchronization

/// The mails a sender has leased and not begun. Their leases are not renewed: behind a mail that
/// takes long they become free for others.
final class MailStock: Sendable {
  private struct Item {
    let mail: LeasedMail
    let end: ContinuousClock.Instant
  }

  private let items = Mutex<[Item]>([])

  func add(_ mails: [LeasedMail], until end: ContinuousClock.Instant) {
    // Taken from the end, so that the oldest are sent first.
    let items = mails.sorted { $0.order.createdAt > $1.order.createdAt }
      .map { Item(mail: $0, end: end) }
    self.items.withLock { $0.insert(contentsOf: items, at: 0) }
  }

  /// A mail whose lease holds for so long at least.
  func take(for duration: Duration) -> (LeasedMail, LeaseClock)? {
    self.items.withLock { items in
      guard let last = items.last, ContinuousClock.now + duration < last.end else { return nil }
      items.removeLast()
      return (last.mail, LeaseClock(until: last.end))
    }
  }

  /// Removes the mails whose leases do not hold for so long; without a duration, all.
  func remove(endingWithin duration: Duration? = nil) -> [LeasedMail] {
    self.items.withLock { items in
      let end = duration.map { ContinuousClock.now + $0 }
      let removed = items.filter { item in end.map { item.end <= $0 } ?? true }
      items.removeAll { item in end.map { item.end <= $0 } ?? true }
      return removed.map(\.mail)
    }
  }
}
