import Foundation
import Localization

/// The words of one language, with its way to write numbers and dates.
struct Texts: Sendable {
  let language: Language
  /// The zone times are told in.
  private let zone: TimeZone
  private let catalogue: MessageCatalogue

  /// `zone` is an IANA name; without one that is known times are told in UTC.
  init(_ catalogue: MessageCatalogue, _ language: Language, zone: String = "") {
    self.catalogue = catalogue
    self.zone = TimeZone(identifier: zone) ?? .gmt
    self.language = language
  }

  /// The text of a key with its placeholders filled in.
  func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String {
    catalogue.text(key, language, arguments)
  }

  /// The text of a count in the grammatical number it needs.
  func plural(
    _ key: String, _ count: Int, _ arguments: [String: String] = [:]
  ) -> String {
    let written = ["count": number(Double(count), digits: 0)].merging(arguments) { $1 }
    return catalogue.plural(key, count: count, language, written)
  }

  /// Whether the language has the key.
  func has(_ key: String) -> Bool { catalogue.has(key, language) }

  /// Why a request was refused: our words in the page's language where they stand by themselves, else
  /// the gateway's, which has filled in what they speak of.
  func refusal(_ refusal: GatewayRefusal) -> String {
    words("error.\(refusal.reason)", refusal.detail) ?? self("web.fault.internal.text")
  }

  /// What is wrong with a field, likewise.
  func violation(_ violation: GatewayRefusal.Violation) -> String {
    words("field.\(violation.reason)", violation.detail) ?? self("web.field-wrong")
  }

  private func words(_ key: String, _ detail: String?) -> String? {
    let own = has(key) ? self(key) : nil
    if let own, !own.contains("{") { return own }
    return detail.flatMap { $0.isEmpty ? nil : $0 } ?? own
  }

  /// A number with exactly `digits` decimals.
  func number(_ value: Double, digits: Int) -> String { language.number(value, digits: digits) }

  /// A whole number as the reader's language writes it.
  func whole(_ value: Int) -> String { language.whole(value) }

  /// How grades are written.
  var grades: GradeWords { GradeWords(catalogue, language) }

  /// A part of one as a percentage, `0.625` as "62.50 %" with two digits.
  func percent(_ part: Double, digits: Int = 0) -> String {
    language.percent(part, digits: digits)
  }

  /// A part of one in whole percent, rounded down so that only what is complete says 100 %.
  func wholePercent(_ part: Double) -> String {
    number((part * 100 + 1e-9).rounded(.down), digits: 0) + "\u{A0}%"
  }

  /// What the reader's language calls a language, as it is written within a sentence.
  func name(of language: Language) -> String {
    locale.localizedString(forLanguageCode: language.rawValue) ?? language.ownName
  }

  /// Names in a row, "a, b and c".
  func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    let first = names.dropLast().joined(separator: self("web.comma"))
    return self("web.list", ["first": first, "last": last])
  }

  /// Bytes in the unit a reader expects.
  func size(_ bytes: Int64) -> String {
    bytes < 1_000_000
      ? number(max(1, Double(bytes) / 1000), digits: 0) + "\u{A0}" + self("web.kilobyte")
      : number(Double(bytes) / 1_000_000, digits: 1) + "\u{A0}" + self("web.megabyte")
  }

  /// The day in words, as it is in the reader's zone.
  func day(_ date: Date) -> String {
    date.formatted(Date.FormatStyle(date: .long, time: .omitted, locale: locale, timeZone: zone))
  }

  /// The day it is for the reader at `now`, YYYY-MM-DD.
  func today(_ now: Date) -> String { now.formatted(isoDay(zone)) }

  /// A day of the calendar, YYYY-MM-DD, in words; as it is when it is no such day.
  func calendarDay(_ day: String) -> String {
    (try? isoDay(.gmt).parse(day)).map(certifiedDay) ?? day
  }

  private func isoDay(_ zone: TimeZone) -> Date.ISO8601FormatStyle {
    Date.ISO8601FormatStyle(timeZone: zone).year().month().day()
  }

  /// The day in words as certificates bear it, in UTC for every reader.
  func certifiedDay(_ date: Date) -> String {
    date.formatted(Date.FormatStyle(date: .long, time: .omitted, locale: locale, timeZone: .gmt))
  }

  /// Day and minute in the reader's zone, which it names by its distance from UTC.
  func moment(_ date: Date) -> String {
    let style = Date.FormatStyle(
      date: .abbreviated, time: .shortened, locale: locale, timeZone: zone)
    return date.formatted(style.timeZone(.localizedGMT(.short)))
  }

  private var locale: Locale { language.locale }
}
