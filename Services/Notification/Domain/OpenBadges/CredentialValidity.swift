package import Foundation

/// From when to when a credential holds, in whole seconds.
package struct CredentialValidity: Encodable, Equatable, Sendable {
  package let from: Date
  /// Nil without end.
  package let until: Date?

  package init(from: Date, until: Date?) {
    self.from = from
    self.until = until
  }

  private enum Key: String, CodingKey { case validFrom, validUntil }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(CivilDate(self.from).timestamp, forKey: .validFrom)
    try container.encodeIfPresent(
      self.until.map { CivilDate($0).timestamp }, forKey: .validUntil)
  }
}

extension CalendarDay {
  /// The last second of the day in UTC; nil for a day no calendar has.
  var lastSecond: Date? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar.date(
      from: DateComponents(
        year: self.year, month: self.month, day: self.day, hour: 23, minute: 59, second: 59))
  }
}
