package import BlobStore
import Events
package import Foundation
package import Localization
package import NIOPosix
package import NotificationDomain
package import Postgres

/// Renders the PDF of one certificate, and makes it known.
///
/// The PDF depends on nothing but the certificate and is stored under its digest before the row
/// names it. A process that is killed anywhere in between leaves either nothing or the very file
/// that the next one will store again: one row, one PDF, one event, one mail.
package struct RenderCertificate: Sendable {
  /// Tells the world in the transaction that ties the PDF to its certificate.
  package typealias Announce = @Sendable (Certificate, PostgresConnection) async throws -> Void

  private let pool: PostgresPool
  private let certificates: CertificateStore
  private let people: PeopleStore
  private let mail: MailStore
  private let blobs: any BlobStore
  private let texts: MessageCatalogue
  private let site: SiteAddress
  private let threads: NIOThreadPool
  private let mailLifetime: TimeInterval
  private let announce: Announce

  /// The mail that tells of it is tried for `mailLifetime` seconds.
  package init(
    pool: PostgresPool, blobs: any BlobStore, texts: MessageCatalogue, site: SiteAddress,
    threads: NIOThreadPool, mailLifetime: TimeInterval, announce: @escaping Announce
  ) {
    self.pool = pool
    self.certificates = CertificateStore(pool: pool)
    self.people = PeopleStore()
    self.mail = MailStore(pool: pool)
    self.blobs = blobs
    self.texts = texts
    self.site = site
    self.threads = threads
    self.mailLifetime = mailLifetime
    self.announce = announce
  }

  /// Renders the certificate that has waited the longest; false when none waits.
  package func callAsFunction() async throws -> Bool {
    try await self.pool.transaction { connection in
      guard let certificate = try await self.certificates.lockUnrendered(in: connection) else {
        return false
      }
      do { try await self.finish(certificate, in: connection) } catch {
        throw RenderingFailed(certificateID: certificate.id, cause: error)
      }
      return true
    }
  }

  private func finish(
    _ certificate: Certificate, in connection: PostgresConnection
  ) async throws {
    let page = CertificatePage(certificate, texts: self.texts, site: self.site)
    // Pango and cairo work for milliseconds and keep their fonts by thread.
    let bytes = try await self.threads.runIfActive { try CertificateDrawing.render(page) }
    let digest = try await self.blobs.put(bytes)
    let document = Certificate.Document(digest: digest, size: Int64(bytes.count))
    try await Failpoint.reach(NotificationPlace.certificateStored)
    try await self.certificates.attach(document, to: certificate, in: connection)
    guard let person = try await self.people.find(certificate.accountID, in: connection) else {
      throw MissingRow(what: "holder of the certificate")
    }
    try await self.mail.queue(self.mail(certificate, to: person), in: connection)
    try await self.announce(certificate, connection)
    try await Failpoint.reach(NotificationPlace.certificateAnnounced)
  }

  /// The certificate's id stands for the event: one certificate, one mail.
  private func mail(_ certificate: Certificate, to person: Person) -> MailOrder {
    MailOrder(
      id: UUID(), eventID: certificate.id, accountID: person.accountID,
      template: .certificateIssued, language: person.language, address: person.email,
      arguments: [
        "name": person.name, "course": certificate.courseTitle, "serial": certificate.serial,
        "code": certificate.code, "course_id": certificate.courseID.uuidString.lowercased(),
      ], createdAt: certificate.issuedAt, lifetime: self.mailLifetime)
  }
}

/// A certificate that could not be rendered now.
package struct RenderingFailed: Error {
  package let certificateID: UUID
  package let cause: any Error
}
