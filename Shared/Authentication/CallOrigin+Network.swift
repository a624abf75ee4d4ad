internal import Foundation

extension CallOrigin {
  /// The network the person's machine is in, as far as limits count it: IPv4 whole (4 bytes), IPv6 by its
  /// /64 (8 bytes), which one household holds; nil when the address is unknown. IPv4 written as IPv6
  /// (::ffff:…) counts as IPv4.
  public var network: [UInt8]? {
    var four = in_addr()
    if inet_pton(AF_INET, self.clientAddress, &four) == 1 {
      return withUnsafeBytes(of: &four) { Array($0) }
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, self.clientAddress, &six) == 1 else { return nil }
    let all = withUnsafeBytes(of: &six) { Array($0) }
    let mapped = all.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255]
    return Array(mapped ? all.suffix(4) : all.prefix(8))
  }
}
