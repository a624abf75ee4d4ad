package import Foundation

/// A day and time of the Gregorian calendar in UTC.
package struct CivilDate: Hashable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  package let day: Int
  package let hour: Int
  package let minute: Int
  package let second: Int
  /// 0 is Sunday.
  package let weekday: Int

  /// The second that `date` is in.
  package init(_ date: Date) {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down))
    let days = Self.floored(seconds, 86400)
    let time = seconds - days * 86400
    // Days are counted from 1 March of year 0, so that a leap day ends its year.
    let shifted = days + 719_468
    let era = Self.floored(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    self.month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    self.year = yearOfEra + era * 400 + (self.month <= 2 ? 1 : 0)
    self.day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    self.hour = time / 3600
    self.minute = time / 60 % 60
    self.second = time % 60
    self.weekday = ((days + 4) % 7 + 7) % 7
  }

  /// As RFC 5322 writes it, such as `Tue, 24 Nov 2026 09:05:00 +0000`.
  package var internetText: String {
    let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(weekdays[self.weekday]), \(self.day) \(months[self.month - 1]) \(self.year) "
      + "\(Self.two(self.hour)):\(Self.two(self.minute)):\(Self.two(self.second)) +0000"
  }

  /// As RFC 3339 writes it, such as `2026-11-24T09:05:00Z`.
  package var timestamp: String {
    "\(self.year)-\(Self.two(self.month))-\(Self.two(self.day))"
      + "T\(Self.two(self.hour)):\(Self.two(self.minute)):\(Self.two(self.second))Z"
  }

  /// The day as one number, such as 20261124.
  package var number: UInt32 { UInt32(clamping: self.year * 10_000 + self.month * 100 + self.day) }

  /// Hours and minutes, such as `09:05`.
  package var clock: String { "\(Self.two(self.hour)):\(Self.two(self.minute))" }

  private static func floored(_ value: Int, _ divisor: Int) -> Int {
    (value >= 0 ? value : value - divisor + 1) / divisor
  }

  private static func two(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
