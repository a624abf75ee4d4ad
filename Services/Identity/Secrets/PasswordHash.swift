internal import Cryptography
internal import Foundation

/// A hash of a password as it is stored, in the PHC string format: `$argon2id$v=19$m=47104,t=2,p=1$<salt>$<digest>`,
/// salt and digest in Base64 without padding.
struct PasswordHash: Equatable, Sendable {
  var parameters: PasswordHasher.Parameters
  var salt: [UInt8]
  var digest: [UInt8]
}

extension PasswordHash {
  /// Nil when the text is no such string, or asks for what libargon2 refuses or nobody would: less than 8 bytes of salt,
  /// 4 of digest, more than 64 of either, 1 GiB of memory, or 16 passes or lanes.
  init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "", parts[1] == "argon2id", parts[2] == "v=19",
      let parameters = PasswordHasher.Parameters(phc: parts[3]),
      let salt = Self.bytes(parts[4]), (8...64).contains(salt.count),
      let digest = Self.bytes(parts[5]), (4...64).contains(digest.count)
    else { return nil }
    self.init(parameters: parameters, salt: salt, digest: digest)
  }

  /// The string.
  var text: String {
    "$argon2id$v=19$\(parameters.phc)$\(Self.text(salt))$\(Self.text(digest))"
  }

  private static func bytes(_ text: Substring) -> [UInt8]? {
    // The two alphabets of Base64 differ in the last two characters.
    guard !text.contains(where: { $0 == "-" || $0 == "_" }) else { return nil }
    let other = text.replacing("+", with: "-").replacing("/", with: "_")
    return Cryptography.bytes(base64URL: String(other))
  }

  private static func text(_ bytes: [UInt8]) -> String {
    base64URL(bytes).replacing("-", with: "+").replacing("_", with: "/")
  }
}

extension PasswordHasher.Parameters {
  /// `m=47104,t=2,p=1`; nil for anything else.
  init?(phc text: some StringProtocol) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let names = ["m=", "t=", "p="]
    guard parts.count == names.count else { return nil }
    var values: [UInt32] = []
    for (part, name) in zip(parts, names) {
      guard part.hasPrefix(name), let value = UInt32(part.dropFirst(2)), value > 0 else {
        return nil
      }
      values.append(value)
    }
    guard values[0] <= 1 << 20, values[1] <= 16, values[2] <= 16 else { return nil }
    self.init(memoryKiB: values[0], passes: values[1], lanes: values[2])
  }

  var phc: String { "m=\(memoryKiB),t=\(passes),p=\(lanes)" }
}
