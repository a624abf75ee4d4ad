public import Foundation

extension Language {
  /// How dates are written in it; Arabic with the digits 0 to 9.
  public var locale: Locale {
    switch self {
    case .english: Locale(identifier: "en_GB")
    case .arabic: Locale(identifier: "ar_001@numbers=latn")
    case .french, .spanish, .portuguese: Locale(identifier: self.rawValue)
    }
  }

  /// Day and minute in words, in UTC, which it names.
  public func universalMoment(_ date: Date) -> String {
    let style = Date.FormatStyle(date: .long, time: .shortened, locale: self.locale, timeZone: .gmt)
    return date.formatted(style) + " UTC"
  }
}
