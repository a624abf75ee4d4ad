internal import Foundation

/// The address attempts are counted by: IPv4 whole, IPv6 by its /64, which one household holds.
public struct NetworkAddress: Hashable, Sendable {
  /// 4 or 8 bytes in network order.
  public let bytes: [UInt8]

  /// nil when `text` is no address in numbers. IPv4 written as IPv6 (::ffff:…) counts as IPv4.
  public init?(_ text: String) {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
      return
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    let all = withUnsafeBytes(of: &six) { Array($0) }
    let mapped = all.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255]
    bytes = Array(mapped ? all.suffix(4) : all.prefix(8))
  }
}
