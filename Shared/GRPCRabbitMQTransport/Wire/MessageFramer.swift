/// Puts messages into gRPC's length-prefixed form: one flag byte (0, not compressed), the length in
/// four bytes, big-endian, then the message (gRPC, PROTOCOL-HTTP2, "Length-Prefixed-Message").
public enum MessageFramer {
  /// The largest message accepted in either direction, in bytes: 4 MiB.
  public static let maximumLength = 4 * 1024 * 1024

  /// The bytes of the prefix: flag and length.
  public static let prefixLength = 5

  /// One framed message. Throws `FramingError.messageTooLarge` above `maximumLength` bytes.
  public static func frame(_ message: [UInt8]) throws(FramingError) -> [UInt8] {
    guard message.count <= maximumLength else { throw .messageTooLarge(length: message.count) }
    var framed: [UInt8] = [0]
    framed.reserveCapacity(prefixLength + message.count)
    for shift in [24, 16, 8, 0] {
      framed.append(UInt8(truncatingIfNeeded: message.count >> shift))
    }
    framed.append(contentsOf: message)
    return framed
  }
}
