/// The grammatical number of a counted noun (Unicode CLDR, plural rules for cardinals).
public enum PluralCategory: String, CaseIterable, Sendable {
  case zero, one, two, few, many, other

  /// The category of a whole number in a language. The category `many` of French, Spanish and
  /// Portuguese (whole millions) takes the words of `other`.
  public init(_ count: Int, _ language: Language) {
    let number = count.magnitude
    switch language {
    case .english, .spanish: self = number == 1 ? .one : .other
    case .french, .portuguese: self = number <= 1 ? .one : .other
    case .arabic: self = Self.arabic(number)
    }
  }

  private static func arabic(_ number: UInt) -> PluralCategory {
    switch (number, number % 100) {
    case (0, _): .zero
    case (1, _): .one
    case (2, _): .two
    case (_, 3...10): .few
    case (_, 11...99): .many
    default: .other
    }
  }
}
