import Foundation

/// A person's name in any script: 1 to 120 Unicode scalars without control characters.
package struct PersonName: Hashable, Sendable {
  package let text: String

  /// Trims white space and joins inner runs of it; throws what is wrong with the rest.
  package init(_ text: String) throws(FieldFault) {
    let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !name.isEmpty else { throw .required }
    guard name.unicodeScalars.count <= 120 else { throw .tooLong }
    guard name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
      throw .invalidCharacters
    }
    self.text = name
  }
}
