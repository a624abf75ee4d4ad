import Foundation

/// A text in a person's own words, possibly empty; no control characters, line breaks where allowed.
package struct FreeText: Hashable, Sendable {
  package let text: String

  /// Trims white space; `longest` counts Unicode scalars.
  package init(_ text: String, longest: Int, lines: Bool) throws(FieldFault) {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard text.unicodeScalars.count <= longest else { throw .tooLong }
    let breaks: Set<Unicode.Scalar> = lines ? ["\n", "\r", "\t"] : []
    let clean = text.unicodeScalars.allSatisfy {
      breaks.contains($0) || $0.properties.generalCategory != .control
    }
    guard clean else { throw .invalidCharacters }
    self.text = text
  }
}
