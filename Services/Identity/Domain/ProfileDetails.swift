/// A person's photo: the digests of its two sizes.
package struct Photo: Equatable, Sendable {
  /// 320 pixels square.
  package let large: String
  /// 64 pixels square.
  package let small: String

  /// Throws `invalidCharacters` for anything but two SHA-256 in lower-case hexadecimal.
  package init(large: String, small: String) throws(FieldFault) {
    for digest in [large, small] {
      let isDigest =
        digest.utf8.count == 64
        && digest.utf8.allSatisfy { Set("0123456789abcdef".utf8).contains($0) }
      guard isDigest else { throw .invalidCharacters }
    }
    self.large = large
    self.small = small
  }

  /// As it was kept.
  package init(keptLarge large: String, small: String) {
    self.large = large
    self.small = small
  }
}

/// What a person says of themselves beyond what an account needs.
package struct ProfileDetails: Equatable, Sendable {
  /// What they want to be called; empty when the name will do.
  package var preferredName = ""
  package var interests = Interests.none
  package var visibility = ProfileVisibility.usual
  package var photo: Photo?

  package init() {}
}

extension Account {
  /// The account as somebody sees it: fields they may not see are empty.
  package func seen(by onlooker: Onlooker) -> Account {
    let hides = { (field: ProfileField) in !onlooker.belongs(to: details.visibility[field]) }
    var seen = self
    if hides(.email) { seen.email = "" }
    if hides(.city) { seen.city = "" }
    if hides(.country) { seen.country = "" }
    if hides(.timeZone) { seen.timeZone = "" }
    if hides(.description) { seen.description = "" }
    if hides(.interests) { seen.details.interests = .none }
    if hides(.photo) { seen.details.photo = nil }
    return seen
  }
}
