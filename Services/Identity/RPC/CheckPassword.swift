internal import Cryptography
internal import IdentityDomain

/// Compares what a person typed with their credential.
struct CheckPassword: Sendable {
  private let work: Workplace

  init(_ work: Workplace) { self.work = work }

  /// Whether it is the password in force. A temporary one is derived again and compared; then the hash is
  /// worked out all the same, so that the time tells nothing. Without a credential nothing matches, after the
  /// same work.
  func callAsFunction(_ typed: String, _ credential: Credential?) async throws -> Bool {
    guard let credential, credential.isDerived else {
      return try await work.hasher.verify(typed, against: credential?.passwordHash)
    }
    let derived = try work.secrets.temporaryPassword(
      account: credential.account, serial: credential.temporarySerial)
    _ = try await work.hasher.verify(typed, against: nil)
    return constantTimeEqual(Array(typed.utf8), Array(derived.utf8))
  }
}
