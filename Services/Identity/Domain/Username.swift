import Foundation

/// The name a person signs in with: 2 to 100 of a–z, 0–9 and `. - _ @`, kept in lower case.
package struct Username: Hashable, Sendable {
  package let text: String

  /// Trims white space and lowers the case of `text`; throws what is wrong with the rest.
  package init(_ text: String) throws(FieldFault) {
    let name = text.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    guard !name.isEmpty else { throw .required }
    guard name.unicodeScalars.count >= 2 else { throw .tooShort }
    guard name.unicodeScalars.count <= 100 else { throw .tooLong }
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789.-_@".unicodeScalars)
    guard name.unicodeScalars.allSatisfy(allowed.contains) else { throw .invalidCharacters }
    self.text = name
  }
}
