/// The addresses that begin with the same bits, in CIDR's notation: `10.0.0.0/8`, `2001:db8::/32`. An address alone is
/// the network of itself.
public struct Network: Hashable, Sendable {
  /// The first address.
  private let base: HostAddress
  /// How many bits all its addresses share.
  private let length: Int

  /// nil when `text` is no network, or its address has bits beyond the length: `10.1.0.0/8` may be a slip of either.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let host = HostAddress(String(first)) else { return nil }
    let width = host.bytes.count * 8
    // IPv4 written as IPv6 counts the 96 bits before it.
    let before = first.contains(":") ? 128 - width : 0
    let written = parts.count == 1 ? before + width : Self.number(parts[1])
    guard let length = written.map({ $0 - before }), (0...width).contains(length),
      Self.cut(host.bytes, to: length) == host.bytes
    else { return nil }
    self.base = host
    self.length = length
  }

  /// Whether the address is one of the network's.
  public func contains(_ host: HostAddress) -> Bool {
    host.bytes.count == base.bytes.count && Self.cut(host.bytes, to: length) == base.bytes
  }

  /// Up to three digits, without a sign.
  private static func number(_ text: Substring) -> Int? {
    guard text.utf8.count <= 3, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(text)
  }

  /// The bytes with 0 for every bit after the first `length`.
  private static func cut(_ bytes: [UInt8], to length: Int) -> [UInt8] {
    bytes.indices.map { index in
      let kept = min(max(length - index * 8, 0), 8)
      return bytes[index] & ~(UInt8.max >> kept)
    }
  }
}
