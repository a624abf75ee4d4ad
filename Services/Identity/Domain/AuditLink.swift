/// What is wrong with a chain.
package enum AuditFault: Error, Equatable, Sendable {
  /// A link is missing before the one of that entry.
  case gap(entry: Int64)
  /// The entry of the link is missing.
  case missing(entry: Int64)
  /// The entry, or the hash, is not what was written.
  case changed(entry: Int64)
}

/// A link of the chain as it is stored, with the entry it was made for.
package struct AuditLink: Sendable {
  package let position: Int64
  package let number: Int64
  package let hash: [UInt8]
  package let entry: AuditEntry?

  package init(position: Int64, number: Int64, hash: [UInt8], entry: AuditEntry?) {
    self.position = position
    self.number = number
    self.hash = hash
    self.entry = entry
  }
}

extension AuditChain {
  /// Goes on by one stored link; throws when it does not follow from what it should, and stays where it is.
  package mutating func follow(_ link: AuditLink) throws(AuditFault) {
    guard link.position == position + 1 else { throw .gap(entry: link.number) }
    guard let entry = link.entry else { throw .missing(entry: link.number) }
    var next = self
    next.append(entry)
    guard next.hash == link.hash else { throw .changed(entry: link.number) }
    self = next
  }
}
