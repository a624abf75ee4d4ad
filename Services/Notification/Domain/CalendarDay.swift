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
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1...12).contains(month), (1...Self.length(ofMonth: month, in: year)).contains(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
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

  /// The day of the same number so many months later; the last of that month when it has no such day.
  package func adding(months: Int) -> CalendarDay {
    let index = self.year * 12 + self.month - 1 + months
    let (year, month) = (index / 12, index % 12 + 1)
    let day = min(self.day, Self.length(ofMonth: month, in: year))
    return CalendarDay(year: year, month: month, day: day)
  }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CalendarDay: Comparable {
  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}
