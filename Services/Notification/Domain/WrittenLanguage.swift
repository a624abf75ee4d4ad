/// The five languages mail and certificates are written in, by their ISO 639-1 code.
package enum WrittenLanguage: String, CaseIterable, Hashable, Sendable {
  case english = "en"
  case french = "fr"
  case arabic = "ar"
  case spanish = "es"
  case portuguese = "pt"

  /// The language of a code as other services write it; English for one this service cannot write.
  package init(code: String) {
    self = WrittenLanguage(rawValue: code) ?? .english
  }

  /// Whether its lines run from right to left.
  package var isRightToLeft: Bool { self == .arabic }

  /// What stands between the whole and the parts of a number.
  package var decimalSeparator: String {
    switch self {
    case .english, .arabic: "."
    case .french, .spanish, .portuguese: ","
    }
  }

  /// A number with at most one decimal, such as 12 or 2,5.
  package func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (whole, part) = tenths.quotientAndRemainder(dividingBy: 10)
    return part == 0 ? "\(whole)" : "\(whole)\(self.decimalSeparator)\(abs(part))"
  }
}
