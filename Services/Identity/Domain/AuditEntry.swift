package import Foundation

/// One entry of the audit log.
package struct AuditEntry: Equatable, Sendable {
  /// Its number, from 1; gaps mean nothing.
  package let number: Int64
  package let at: Date
  /// A name of OWASP's vocabulary.
  package let event: String
  /// Whose act it was; nil for somebody not signed in and for the operator's command.
  package let actor: UUID?
  /// Whose account or record it concerns.
  package let subject: UUID?
  /// The network address; empty when unknown.
  package let clientAddress: String
  /// What it came from in its own words; empty when unknown.
  package let device: String
  /// A JSON object of texts, as it is stored.
  package let details: String

  package init(
    number: Int64, at: Date, event: String, actor: UUID?, subject: UUID?, clientAddress: String,
    device: String, details: String
  ) {
    self.number = number
    self.at = at
    self.event = event
    self.actor = actor
    self.subject = subject
    self.clientAddress = clientAddress
    self.device = device
    self.details = details
  }

  /// What the hash covers: number and time (microseconds since 1970) in 8 bytes each, then every other
  /// field behind its length in 4 bytes, all big-endian. No two entries share their bytes.
  package var canonical: [UInt8] {
    let microseconds = Int64((at.timeIntervalSince1970 * 1_000_000).rounded())
    let fields = [
      Array(event.utf8), Self.bytes(actor), Self.bytes(subject), Array(clientAddress.utf8),
      Array(device.utf8), Array(details.utf8),
    ]
    return fields.reduce(Self.bytes(number) + Self.bytes(microseconds)) { bytes, field in
      bytes + Self.bytes(UInt32(field.count)) + field
    }
  }

  /// The details by their names; empty when the text is no such object.
  package var values: [String: String] {
    (try? JSONDecoder().decode([String: String].self, from: Data(details.utf8))) ?? [:]
  }

  private static func bytes(_ id: UUID?) -> [UInt8] {
    id.map { id in withUnsafeBytes(of: id.uuid) { Array($0) } } ?? []
  }

  private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}

/// Ties entries together so that none can be changed, removed or put in between unnoticed.
package struct AuditChain: Sendable {
  /// Where the chain ends.
  package private(set) var position: Int64
  /// The hash of its last entry; 32 zero bytes before the first.
  package private(set) var hash: [UInt8]
  private let digest: @Sendable ([UInt8]) -> [UInt8]

  /// A chain that ends so; `digest` is SHA-256.
  package init(
    position: Int64 = 0, hash: [UInt8] = [UInt8](repeating: 0, count: 32),
    digest: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) {
    self.position = position
    self.hash = hash
    self.digest = digest
  }

  /// Adds an entry: its hash is the digest of the one before and the entry's bytes.
  package mutating func append(_ entry: AuditEntry) {
    position += 1
    hash = digest(hash + entry.canonical)
  }
}
