import Foundation
import IdentityDomain
import Testing

@Suite struct AuditEntryTests {
  static func entry(
    number: Int64 = 7, at: TimeInterval = 1_764_000_000.123_456, event: String = "user_created",
    actor: UUID? = UUID(uuidString: "00000000-0000-4000-8000-000000000001"),
    subject: UUID? = nil, address: String = "192.0.2.7", device: String = "",
    details: String = #"{"roles":"learner"}"#
  ) -> AuditEntry {
    AuditEntry(
      number: number, at: Date(timeIntervalSince1970: at), event: event, actor: actor,
      subject: subject, clientAddress: address, device: device, details: details)
  }

  @Test("Every field of an entry changes its bytes, also when text moves from one to the next")
  func canonical() throws {
    let other = UUID(uuidString: "00000000-0000-4000-8000-000000000002")
    let entries = [
      Self.entry(), Self.entry(number: 8), Self.entry(at: 1_764_000_000.123_457),
      Self.entry(event: "user_updated"), Self.entry(actor: nil), Self.entry(actor: other),
      Self.entry(subject: other), Self.entry(address: ""), Self.entry(device: "x"),
      Self.entry(details: "{}"), Self.entry(address: "192.0.2.", device: "7"),
    ]
    #expect(Set(entries.map(\.canonical)).count == entries.count)
    #expect(Self.entry().canonical == Self.entry().canonical)
    #expect(Self.entry().values == ["roles": "learner"])
  }

  @Test("The chain's hash depends on every entry and on their order")
  func chain() {
    let digest: @Sendable ([UInt8]) -> [UInt8] = { bytes in
      // Not SHA-256, but enough to tell inputs apart.
      [UInt8](repeating: 0, count: 24)
        + withUnsafeBytes(of: bytes.reduce(UInt64(17)) { $0 &* 31 &+ UInt64($1) }) { Array($0) }
    }
    let hash = { (entries: [AuditEntry]) in
      var chain = AuditChain(digest: digest)
      for entry in entries { chain.append(entry) }
      return chain.hash
    }
    let (one, two) = (Self.entry(number: 1), Self.entry(number: 2))
    #expect(hash([one, two]) == hash([one, two]))
    #expect(Set([hash([one, two]), hash([two, one]), hash([two]), hash([])]).count == 4)
  }

  @Test("What a device says about itself is cut and cleaned")
  func device() {
    #expect(DeviceText.kept("Fire\u{0}fox\n 1") == "Firefox 1")
    #expect(DeviceText.kept(String(repeating: "é", count: 400)).unicodeScalars.count == 300)
  }
}
