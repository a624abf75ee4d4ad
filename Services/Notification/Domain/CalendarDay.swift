package import Foundation

/// A day of the Gregorian calendar, without a time or a zone.
package struct CalendarDay: Hashable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to the last of the month.
  package let day: Int

  /// The day that `date` is in, in UTC.
  package init(_ date: Date) {
    let civil = CivilDate(date)
    self.init(year: civil.year, month: civil.month, day: civil.day)
  }

  /// Reads `2026-11-24`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
    guard self.components.isValidDate(in: Self.calendar) else { return nil }
  }

  private init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// As ISO 8601 writes it, such as `2026-11-24`.
  package var text: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(self.year, 4))-\(padded(self.month, 2))-\(padded(self.day, 2))"
  }

  /// The day of the same number so many months later; the last of that month when it has no such day. The day itself
  /// beyond what a calendar can reckon with.
  package func adding(months: Int) -> CalendarDay {
    guard let start = Self.calendar.date(from: self.components),
      let end = Self.calendar.date(byAdding: .month, value: months, to: start)
    else { return self }
    return CalendarDay(end)
  }

  private var components: DateComponents {
    DateComponents(year: self.year, month: self.month, day: self.day)
  }

  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()
}

extension CalendarDay: Comparable {
  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}
