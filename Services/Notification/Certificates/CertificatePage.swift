/// All that stands on a certificate, ready to be drawn.
package struct CertificatePage: Equatable, Sendable {
  /// A label and what it names.
  package struct Fact: Equatable, Sendable {
    package let label: String
    package let value: String

    package init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

  /// Whether the page is mirrored.
  package let isRightToLeft: Bool
  /// Of the text: a tag of BCP 47.
  package let language: String
  package let organization: String
  package let community: String
  package let heading: String
  package let awarded: String
  package let holder: String
  package let completed: String
  package let courseTitle: String
  package let facts: [Fact]
  /// What the QR code is for.
  package let verify: String
  /// Where it is verified, as it is printed.
  package let address: String
  /// What the QR code holds: the address, and what the certificate says.
  package let symbolAddress: String
  /// The QR code in words.
  package let symbol: String
  /// RFC 3339; the creation date in the file, so that the same page is always the same bytes.
  package let timestamp: String
  /// The same in the holder's own language; nil for a certificate in one language.
  package let second: Second?

  package init(
    isRightToLeft: Bool, language: String, organization: String, community: String,
    heading: String, awarded: String, holder: String, completed: String, courseTitle: String,
    facts: [Fact], verify: String, address: String, symbolAddress: String, symbol: String,
    timestamp: String, second: Second? = nil
  ) {
    self.isRightToLeft = isRightToLeft
    self.language = language
    self.organization = organization
    self.community = community
    self.heading = heading
    self.awarded = awarded
    self.holder = holder
    self.completed = completed
    self.courseTitle = courseTitle
    self.facts = facts
    self.verify = verify
    self.address = address
    self.symbolAddress = symbolAddress
    self.symbol = symbol
    self.timestamp = timestamp
    self.second = second
  }
}
