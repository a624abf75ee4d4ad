internal import Cryptography
internal import Foundation

/// Public keys of certificates, as they are kept or published.
struct PublishedKeys {
  let keys: [VerificationKey]

  /// Reads a key in PEM form or base64url, or the keys as `/api/v1/certificate-keys` answers them.
  init(_ text: String) throws {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if let key = try? VerificationKey(text: text) {
      self.keys = [key]
    } else if let answer = try? JSONDecoder().decode(Answer.self, from: Data(text.utf8)) {
      self.keys = answer.keys.compactMap { try? VerificationKey(text: $0.publicKey) }
    } else {
      throw Failure("reading the keys", "these are no Ed25519 public keys")
    }
  }

  private struct Answer: Decodable {
    struct Key: Decodable {
      let publicKey: String
    }

    let keys: [Key]
  }
}
