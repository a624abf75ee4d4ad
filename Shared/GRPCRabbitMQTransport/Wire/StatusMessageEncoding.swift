/// The percent-encoding of `grpc-message`: UTF-8 in which every byte but 0x20 to 0x7E, and the
/// per cent sign itself, is written `%XX` (gRPC, PROTOCOL-HTTP2, "Status-Message").
public enum StatusMessageEncoding {
  /// The text in its encoded form: printable ASCII only.
  public static func encode(_ text: String) -> String {
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      if (0x20...0x7E).contains(byte), byte != UInt8(ascii: "%") {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text meant. Never fails, as the protocol asks: a broken escape stays as it is written, and
  /// bytes that are no UTF-8 become U+FFFD.
  public static func decode(_ encoded: String) -> String {
    let source = Array(encoded.utf8)
    var bytes: [UInt8] = []
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        let high = nibble(source[index + 1]), let low = nibble(source[index + 2])
      {
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
