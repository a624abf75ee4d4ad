internal import Cryptography
internal import Foundation
internal import ServiceRuntime

extension CertificateSeal {
  /// Reads CERTIFICATE_KEY and CERTIFICATE_OLD_KEYS.
  init(_ settings: Settings) throws {
    let key = try Self.key(settings.secret("CERTIFICATE_KEY", minimumBytes: 40))
    let older = try settings.text("CERTIFICATE_OLD_KEYS", default: "").split(separator: ",").map {
      guard let key = try? VerificationKey(text: $0.trimmingCharacters(in: .whitespaces)) else {
        throw SettingError(
          "CERTIFICATE_OLD_KEYS", "must be Ed25519 public keys, 32 bytes in base64url, by comma")
      }
      return key
    }
    self.init(key: key, older: older)
  }

  private static func key(_ text: String) throws -> SigningKey {
    guard let key = try? SigningKey(text: text) else {
      throw SettingError("CERTIFICATE_KEY", "must be an Ed25519 key, PEM or 32 bytes in base64url")
    }
    return key
  }
}
