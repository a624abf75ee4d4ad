/// The five languages of the product, by their ISO 639-1 code.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case english = "en"
  case french = "fr"
  case arabic = "ar"
  case spanish = "es"
  case portuguese = "pt"

  /// The way its text runs.
  public enum Direction: String, Sendable {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"
  }

  /// The way its text runs.
  public var direction: Direction { self == .arabic ? .rightToLeft : .leftToRight }

  /// Its name in itself.
  public var ownName: String {
    switch self {
    case .english: "English"
    case .french: "Français"
    case .arabic: "العربية"
    case .spanish: "Español"
    case .portuguese: "Português"
    }
  }

  /// The first language of an Accept-Language header (RFC 9110 §12.5.4) that we have, by weight and
  /// then by order; English when there is none.
  public static func preferred(by header: String) -> Language {
    let ranges = header.split(separator: ",").prefix(50).compactMap(weighted)
    let sorted = ranges.enumerated().sorted {
      $0.element.weight == $1.element.weight
        ? $0.offset < $1.offset : $0.element.weight > $1.element.weight
    }
    return sorted.first?.element.language ?? .english
  }

  private static func weighted(_ range: Substring) -> (language: Language, weight: Double)? {
    let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
    guard let tag = parts.first, let code = tag.split(separator: "-").first,
      let language = Language(rawValue: String(code))
    else { return nil }
    let quality = parts.dropFirst().first { $0.hasPrefix("q=") }
    let weight = quality.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
    return weight > 0 ? (language, weight) : nil
  }
}
