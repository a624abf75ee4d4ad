package import Foundation

/// Codes that change every 30 seconds: RFC 6238 with HMAC-SHA-1 and six digits, which is what every
/// authenticator app makes.
package struct TOTP: Sendable {
  /// Seconds for which a code is shown.
  package static let period: TimeInterval = 30
  /// Codes before and after the present one that are taken too, for clocks that differ.
  static let window: Int64 = 1

  private let key: [UInt8]
  private let hmac: @Sendable (_ message: [UInt8], _ key: [UInt8]) throws -> [UInt8]

  /// The codes of a key; `hmac` is HMAC-SHA-1.
  package init(
    key: [UInt8],
    hmac: @escaping @Sendable (_ message: [UInt8], _ key: [UInt8]) throws -> [UInt8]
  ) {
    self.key = key
    self.hmac = hmac
  }

  /// The code of a step (RFC 4226 §5.3).
  package func code(step: Int64) throws -> String {
    let tag = try hmac(withUnsafeBytes(of: step.bigEndian) { Array($0) }, key)
    let offset = Int(tag[tag.count - 1] & 0x0F)
    let number = tag[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let digits = String(number % 1_000_000)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The step whose code was typed; nil when it is none of those taken now. Steps up to `last` were used
  /// and are taken no more.
  package func step(of typed: String, at now: Date, after last: Int64) throws -> Int64? {
    guard let code = Self.digits(typed) else { return nil }
    let present = Self.step(at: now)
    for step in present - Self.window...present + Self.window
    where step > last {
      if try self.code(step: step) == code { return step }
    }
    return nil
  }

  /// The number of the period that `now` lies in.
  package static func step(at now: Date) -> Int64 {
    Int64((now.timeIntervalSince1970 / period).rounded(.down))
  }

  /// Six digits of any script, as 0 to 9; people put spaces in between. nil for anything else.
  package static func digits(_ typed: String) -> String? {
    let plain = typed.filter { !$0.isWhitespace && $0 != "-" }
    let digits = plain.compactMap { character in
      character.isNumber ? character.wholeNumberValue.map(String.init) : nil
    }
    guard digits.count == 6, plain.count == 6, digits.allSatisfy({ $0.count == 1 }) else {
      return nil
    }
    return digits.joined()
  }
}

/// What an authenticator app reads from a QR code.
package enum AuthenticatorAddress {
  /// `otpauth://totp/CLiKC!:name?secret=…&issuer=CLiKC!` (the Key URI format).
  package static func text(username: String, key: String) -> String {
    let name = username.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return "otpauth://totp/CLiKC%21:\(name)?secret=\(key)&issuer=CLiKC%21"
  }
}

/// RFC 4648 §6 without padding, the form people can type.
package enum Base32 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

  package static func text(_ bytes: [UInt8]) -> String {
    var text = ""
    var (bits, held): (UInt32, UInt32) = (0, 0)
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 8
      while held >= 5 {
        held -= 5
        text.append(alphabet[Int(bits >> held & 31)])
      }
      bits &= (1 << held) - 1
    }
    if held > 0 { text.append(alphabet[Int(bits << (5 - held) & 31)]) }
    return text
  }
}
