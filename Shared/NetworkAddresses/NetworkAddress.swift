/// The address attempts are counted by: IPv4 whole, IPv6 by its /64, which one household holds.
public struct NetworkAddress: Hashable, Sendable {
  /// 4 or 8 bytes in network order.
  public let bytes: [UInt8]

  /// nil when `text` is no address in numbers. IPv4 written as IPv6 (::ffff:…) counts as IPv4.
  public init?(_ text: String) {
    guard let host = HostAddress(text) else { return nil }
    bytes = Array(host.bytes.prefix(8))
  }
}
