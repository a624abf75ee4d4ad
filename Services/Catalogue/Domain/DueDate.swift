package import Foundation

/// The last day on which completing a course is in time. A day of the calendar without a zone: it ends when it ends
/// where the learner is.
package struct DueDate: Equatable, Sendable {
  /// YYYY-MM-DD.
  package let text: String

  /// A day that a tutor sets at `now`; nil when `text` is none, or when the day is over everywhere on Earth, which
  /// is two days later in UTC.
  package init?(_ text: String, setAt now: Date) {
    let whole = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
    guard text.utf8.count == 10, let day = try? whole.parse(text), day.formatted(whole) == text,
      day.addingTimeInterval(2 * 86_400) > now
    else { return nil }
    self.text = text
  }

  /// As it stands in the store.
  package init(stored text: String) { self.text = text }
}
