import Foundation

/// A person's name in any script: 1 to 120 Unicode scalars without control characters, and without those that turn the
/// direction of a text: come along from a file or a mail unseen, they would turn what stands around the name.
package struct PersonName: Hashable, Sendable {
  package let text: String

  /// Embeddings, overrides and isolates of the bidirectional algorithm (UAX #9), and their ends.
  private static let turning: [ClosedRange<Unicode.Scalar>] = [
    "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}",
  ]

  /// Trims white space, joins inner runs of it and drops what turns directions; throws what is wrong with the rest.
  package init(_ text: String) throws(FieldFault) {
    let kept = text.unicodeScalars.filter { scalar in
      !Self.turning.contains { $0.contains(scalar) }
    }
    let name = String(String.UnicodeScalarView(kept))
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !name.isEmpty else { throw .required }
    guard name.unicodeScalars.count <= 120 else { throw .tooLong }
    guard name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
      throw .invalidCharacters
    }
    self.text = name
  }
}
