/// A moment as spreadsheets count it: in days, with the time of day as a part of one.
enum SerialDate {
  /// Days of the first date that spreadsheets do not know, 1 January 10000.
  private static let end = 2_958_466.0

  /// The moment as in ISO 8601, without a time where it has none; nil of what is no moment.
  static func text(_ serial: Double, from1904: Bool) -> String? {
    guard (0..<end).contains(serial) else { return nil }
    let seconds = Int((serial * 86_400).rounded())
    let (days, second) = (seconds / 86_400, seconds % 86_400)
    let time = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
      .joined(separator: ":")
    guard days > 0 else { return time }
    // 1900 was no leap year, but counts as one: 60 is its 29 February, told as the 28th.
    let shift = from1904 ? 1_462 : days < 60 ? 1 : 0
    let day = date(days + shift)
    return second == 0 ? day : "\(day) \(time)"
  }

  /// The date so many days after 30 December 1899, in the Gregorian calendar: the year is thought to begin with
  /// March, so that leap days come last.
  private static func date(_ days: Int) -> String {
    // Days from 1 March 0000 to 30 December 1899.
    let count = days + 693_899
    let era = count / 146_097
    let ofEra = count % 146_097
    let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * month + 2) / 5 + 1
    let year = era * 400 + yearOfEra + (month > 9 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month > 9 ? month - 9 : month + 3, 2))-\(padded(day, 2))"
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
