import Cryptography
package import Foundation
import NotificationDomain
package import Postgres

/// Issues the certificates that a new copy or completion made possible. It runs in the transaction
/// of the event, and the unique key of account and course makes it safe to run any number of times.
package struct IssueDueCertificates: Sendable {
  private let completions: CompletionStore
  private let seal: CertificateSeal
  private let randomness: @Sendable (Int) throws -> [UInt8]

  package init(
    completions: CompletionStore, seal: CertificateSeal,
    randomness: @escaping @Sendable (Int) throws -> [UInt8] = { try randomBytes($0) }
  ) {
    self.completions = completions
    self.seal = seal
    self.randomness = randomness
  }

  /// Issues what is due to an account, for a course, or to one for the other.
  package func callAsFunction(
    accountID: UUID? = nil, courseID: UUID? = nil, now: Date, in connection: PostgresConnection
  ) async throws {
    let due = try await self.completions.due(
      accountID: accountID, courseID: courseID, in: connection)
    for certificate in due {
      guard let code = VerificationCode(bytes: try self.randomness(16)) else {
        throw MissingRow(what: "16 random bytes")
      }
      let serial = try await self.completions.serial(at: now, in: connection)
      try await self.completions.issue(
        certificate, id: UUID(), serial: serial, code: code,
        statement: self.seal.statement(certificate, serial: serial), at: now, in: connection)
    }
  }
}
