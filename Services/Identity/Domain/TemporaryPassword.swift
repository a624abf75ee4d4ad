package import Foundation

/// A password sent by mail for the first login: 12 characters without look-alikes, at least 67 bits.
/// Derived from HMAC-SHA256 blocks, so that the mail can be written again without storing it.
package struct TemporaryPassword: Equatable, Sendable {
  /// No B I O S Z, no b g l o q, no 0 1: nothing that reads as another character in a mail.
  package static let alphabet = Array("ACDEFGHJKLMNPQRTUVWXYacdefhijkmnprstuvwxyz23456789")
  package static let length = 12
  /// How long it is accepted, in seconds: 7 days.
  package static let lifetime: TimeInterval = 7 * 24 * 3600

  package let text: String

  /// Derives the password of one account and serial. `mac` gives the 32 bytes of the HMAC of a
  /// message; a block without upper-case letter or digit (1 in 8) is passed over for the next round.
  package static func derive(
    account: UUID, serial: Int64, mac: ([UInt8]) throws -> [UInt8]
  ) throws -> TemporaryPassword {
    for round in UInt8.min...UInt8.max {
      let message = SecretPurpose.temporaryPassword.message(
        account: account, serial: serial, round: round)
      if let password = try TemporaryPassword(block: mac(message)) { return password }
    }
    throw DerivationFailed()
  }

  /// 256 blocks in a row gave no password: `mac` is no HMAC.
  package struct DerivationFailed: Error {}

  /// Bytes at or above the largest multiple of the alphabet are skipped, so each character is as
  /// likely as any other.
  private init?(block: [UInt8]) {
    let count = Self.alphabet.count
    let fair = 256 / count * count
    let characters = block.filter { $0 < fair }.prefix(Self.length).map {
      Self.alphabet[Int($0) % count]
    }
    guard characters.count == Self.length, characters.contains(where: \.isUppercase),
      characters.contains(where: \.isNumber)
    else { return nil }
    text = String(characters)
  }

  /// What a person pasted, without the white space around it.
  package static func trimmed(_ pasted: String) -> String {
    pasted.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
