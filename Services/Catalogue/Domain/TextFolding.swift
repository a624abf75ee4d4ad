import Foundation

/// How titles and names are compared when somebody searches: without case, accents and the
/// spelling variants of Arabic.
package enum TextFolding {
  /// `text` in the form that is compared; equal for texts a reader takes for the same.
  package static func fold(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: continue
      case .control: folded.append(" ")
      default: if scalar != Self.tatweel { folded.append(Self.plain[scalar] ?? scalar) }
      }
    }
    return String(folded).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a reader who typed `query` means `text`; an empty query means every text.
  package static func matches(_ text: String, _ query: String) -> Bool {
    let wanted = self.fold(query)
    return wanted.isEmpty || self.fold(text).contains(wanted)
  }

  private static let tatweel: Unicode.Scalar = "\u{0640}"

  /// Letters that decomposition leaves apart: alef wasla, alef maksura, teh marbuta, Farsi yeh,
  /// keheh, and the Latin ones without an accent to drop.
  private static let plain: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{0671}": "\u{0627}", "\u{0649}": "\u{064A}", "\u{0629}": "\u{0647}",
    "\u{06CC}": "\u{064A}", "\u{06A9}": "\u{0643}", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
  ]
}
