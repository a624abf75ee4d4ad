import Cryptography
package import Foundation
package import NotificationDomain
package import Postgres

/// Issues a certificate anew for a holder whose name was corrected. The new one is a row of its own that the renderer
/// finds like any other; the old one is superseded in the same transaction.
package struct ReissueCertificate: Sendable {
  /// The certificate that stands in the place of the old one.
  package struct Successor: Equatable, Sendable {
    package let id: UUID
    package let serial: String
  }

  private let pool: PostgresPool
  private let certificates: CertificateStore
  private let completions: CompletionStore
  private let register: RegisterStore
  private let seal: CertificateSeal

  package init(pool: PostgresPool, seal: CertificateSeal) {
    self.pool = pool
    self.certificates = CertificateStore(pool: pool)
    self.completions = CompletionStore()
    self.register = RegisterStore(pool: pool)
    self.seal = seal
  }

  /// Issues it anew; nil when there is no such certificate in reach. One that was issued anew already is answered
  /// with its successor, so that asking twice makes one. Throws ``CertificateFault``.
  package func callAsFunction(
    _ certificateID: UUID, by caretaker: Caretaker, now: Date
  ) async throws -> Successor? {
    try await self.pool.transaction { connection in
      guard try await self.certificates.lock(certificateID, in: connection) != nil,
        let old = try await self.register.find(certificateID, for: caretaker, in: connection)
      else { return nil }
      if let successor = try await self.certificates.successor(of: certificateID, in: connection) {
        return Successor(id: successor.id, serial: successor.serial)
      }
      try old.checkReissue()
      return try await self.issue(old, by: caretaker, now: now, in: connection)
    }
  }

  private func issue(
    _ old: RegisteredCertificate, by caretaker: Caretaker, now: Date,
    in connection: PostgresConnection
  ) async throws -> Successor {
    guard let code = VerificationCode(bytes: try randomBytes(16)) else {
      throw MissingRow(what: "16 random bytes")
    }
    let certificate = old.record.certificate
    let due = DueCertificate(certificate, holder: old.currentName)
    let serial = try await self.completions.serial(at: now, in: connection)
    let successor = Successor(id: UUID(), serial: serial.text)
    try await self.certificates.supersede(certificate.id, at: now, in: connection)
    try await self.completions.issue(
      due, id: successor.id, serial: serial, code: code,
      statement: self.seal.statement(due, serial: serial), at: now,
      inPlaceOf: Replacement(certificateID: certificate.id, by: caretaker.accountID),
      in: connection)
    return successor
  }
}

extension DueCertificate {
  /// What a certificate says, with another name.
  init(_ certificate: Certificate, holder: String) {
    self.init(
      accountID: certificate.accountID, holder: holder,
      course: PublishedCourse(
        courseID: certificate.courseID, version: certificate.courseVersion,
        title: certificate.courseTitle, language: certificate.language, certificate: true,
        hours: certificate.hours), completedAt: certificate.completedAt,
      validUntil: certificate.validUntil, second: certificate.second)
  }
}
