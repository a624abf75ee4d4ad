/// An address as RFC 5321 has it, with the name shown beside it.
package struct MailAddress: Hashable, Sendable {
  /// `local@domain`, ASCII.
  package let address: String
  /// The name shown; may be empty, may hold any script.
  package let name: String

  /// Refuses an address that could end its header or its SMTP command early, and a name with
  /// control characters.
  package init(_ address: String, name: String = "") throws(MailFault) {
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard
      parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), address.utf8.count <= 254,
      address.unicodeScalars.allSatisfy(Self.isAllowed)
    else { throw .badAddress }
    guard !name.unicodeScalars.contains(where: HeaderText.isControl) else {
      throw .controlCharacter
    }
    self.address = address
    self.name = name
  }

  /// What follows the @.
  package var domain: String {
    String(self.address.split(separator: "@").last ?? "")
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.value > 32 && scalar.value != 127
      && !"<>()[]\\,;:\"".unicodeScalars.contains(scalar)
  }
}
