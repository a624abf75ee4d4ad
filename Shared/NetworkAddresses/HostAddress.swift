internal import Foundation

/// The address of one machine. IPv4 written as IPv6 (::ffff:…) is IPv4.
public struct HostAddress: Hashable, Sendable, CustomStringConvertible {
  /// 4 or 16 bytes in network order.
  public let bytes: [UInt8]

  /// nil when `text` is no address in numbers.
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
    bytes = mapped ? Array(all.suffix(4)) : all
  }

  /// The one spelling that an address has in logs and lists.
  public var description: String {
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    return text.withUnsafeMutableBufferPointer { buffer -> String in
      guard let start = inet_ntop(family, bytes, buffer.baseAddress, socklen_t(buffer.count))
      else { return "" }
      return String(cString: start)
    }
  }
}
