/// Where a certificate stands in the lists that say which do not hold any more. Given once, at random.
package struct StatusEntry: Equatable, Sendable {
  /// Of the list, from 0. At most 65 536 certificates share one.
  package let list: Int32
  /// The place in it, 0 to 131 071.
  package let index: Int32
  /// Random; keeps a holder's name from being looked up by its hash.
  package let salt: String

  package init(list: Int32, index: Int32, salt: String) {
    self.list = list
    self.index = index
    self.salt = salt
  }
}

/// How whoever has a credential learns whether it still holds.
package enum BadgeStatus: Encodable, Equatable, Sendable {
  /// 1EdTech Revocation List Status Method 1.0.
  case revocationList(String)
  /// Bitstring Status List 1.0: the list's address and the place in it.
  case statusList(String, index: Int32)

  /// Both for one certificate.
  package static func both(_ entry: StatusEntry, site: SiteAddress) -> [BadgeStatus] {
    [
      .revocationList(site.revocationList(entry.list)),
      .statusList(site.statusList(entry.list), index: entry.index),
    ]
  }

  private enum Key: String, CodingKey {
    case id, type, statusPurpose, statusListIndex, statusListCredential
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .revocationList(let address):
      try container.encode(address, forKey: .id)
      try container.encode("1EdTechRevocationList", forKey: .type)
    case .statusList(let address, let index):
      try container.encode("\(address)#\(index)", forKey: .id)
      try container.encode("BitstringStatusListEntry", forKey: .type)
      try container.encode("revocation", forKey: .statusPurpose)
      try container.encode(String(index), forKey: .statusListIndex)
      try container.encode(address, forKey: .statusListCredential)
    }
  }
}
