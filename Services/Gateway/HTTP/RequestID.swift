internal import Foundation

/// Names of requests, by which a person's report and the log lines are brought together.
enum RequestID {
  /// 122 random bits as a UUID of version 4 (RFC 9562) in lower case. Foundation's own opens a device for each.
  static func next() -> String {
    var bytes: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    var random = SystemRandomNumberGenerator()
    withUnsafeMutableBytes(of: &bytes) { bytes in
      bytes.storeBytes(of: random.next(), as: UInt64.self)
      bytes.storeBytes(of: random.next(), toByteOffset: 8, as: UInt64.self)
    }
    bytes.6 = bytes.6 & 0x0F | 0x40
    bytes.8 = bytes.8 & 0x3F | 0x80
    return UUID(uuid: bytes).uuidString.lowercased()
  }
}
