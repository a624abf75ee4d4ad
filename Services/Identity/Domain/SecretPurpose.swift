package import Foundation

/// What a derived secret is for.
package enum SecretPurpose: UInt8, Sendable {
  case temporaryPassword = 1
  case passwordReset = 2
  /// That a device was signed in before.
  case deviceProof = 3

  /// How long the secret is accepted, in seconds: 7 days, 30 minutes for a reset link, a year for the
  /// proof of a device, as long as its cookie.
  package var lifetime: TimeInterval {
    switch self {
    case .temporaryPassword: TemporaryPassword.lifetime
    case .passwordReset: 30 * 60
    case .deviceProof: 365 * 86_400
    }
  }

  /// Whether a secret made at `issued` is still accepted at `now`; the end itself is too late.
  package func isValid(issued: Date, now: Date) -> Bool {
    now.timeIntervalSince(issued) < lifetime
  }

  /// The message under the HMAC: "clikc", a zero byte, the purpose, the 16 bytes of the account,
  /// the serial in 8 bytes big-endian, the round. Fixed widths: no two inputs share a message.
  package func message(account: UUID, serial: Int64, round: UInt8 = 0) -> [UInt8] {
    Array("clikc".utf8) + [0, rawValue]
      + withUnsafeBytes(of: account.uuid) { Array($0) }
      + withUnsafeBytes(of: serial.bigEndian) { Array($0) } + [round]
  }
}
