private let alphabet = Array(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

/// `bytes` in the URL-safe Base64 alphabet without padding (RFC 4648 §5).
public func base64URL(_ bytes: [UInt8]) -> String {
  var text: [UInt8] = []
  var bits: UInt32 = 0
  var held = 0
  for byte in bytes {
    bits = bits << 8 | UInt32(byte)
    held += 8
    while held >= 6 {
      held -= 6
      text.append(alphabet[Int(bits >> UInt32(held) & 63)])
    }
    bits &= (1 << UInt32(held)) - 1
  }
  if held > 0 { text.append(alphabet[Int(bits << UInt32(6 - held) & 63)]) }
  return String(decoding: text, as: UTF8.self)
}

/// The bytes of unpadded URL-safe Base64; nil for a foreign character, an impossible length or
/// left-over bits that are not zero, so that each value has one spelling only.
public func bytes(base64URL text: String) -> [UInt8]? {
  var bytes: [UInt8] = []
  var bits: UInt32 = 0
  var held = 0
  for character in text.utf8 {
    guard let value = alphabet.firstIndex(of: character) else { return nil }
    bits = bits << 6 | UInt32(value)
    held += 6
    if held >= 8 {
      held -= 8
      bytes.append(UInt8(bits >> UInt32(held) & 255))
    }
    bits &= (1 << UInt32(held)) - 1
  }
  return held < 6 && bits == 0 ? bytes : nil
}
