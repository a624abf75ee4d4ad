import Foundation

/// An address mail can be sent to: RFC 5321 limits (64 bytes before the @, 254 in all), dot-atom
/// before the @ and a host name of two labels or more after it. Quoted local parts are refused.
package struct EmailAddress: Hashable, Sendable {
  /// As written, with the host in lower case.
  package let text: String

  /// Trims white space; throws what is wrong with the rest.
  package init(_ text: String) throws(FieldFault) {
    let address = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !address.isEmpty else { throw .required }
    guard address.utf8.count <= 254 else { throw .tooLong }
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, Self.isLocal(parts[0]), Self.isHost(parts[1]) else {
      throw .notAnEmail
    }
    self.text = "\(parts[0])@\(parts[1].lowercased())"
  }

  /// The form two addresses are compared by: all lower case.
  package var folded: String { text.lowercased() }

  private static let atom = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~"
      .unicodeScalars)
  private static let label = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-".unicodeScalars)

  private static func isLocal(_ part: Substring) -> Bool {
    part.utf8.count <= 64
      && part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
        !$0.isEmpty && $0.unicodeScalars.allSatisfy(atom.contains)
      }
  }

  private static func isHost(_ part: Substring) -> Bool {
    let labels = part.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy {
        (1...63).contains($0.utf8.count) && $0.first != "-" && $0.last != "-"
          && $0.unicodeScalars.allSatisfy(label.contains)
      }
  }
}
