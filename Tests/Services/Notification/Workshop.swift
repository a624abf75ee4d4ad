import BlobStore
import CatalogueContract
import Cryptography
import Events
import Foundation
import IdentityContract
import Logging
import NotificationDomain
import Postgres
import ProgressContract
import SwiftProtobuf
import Synchronization
import TestSupport

@testable import notification

/// The service on a database of its own, without broker, relay and Identity: tests deliver its
/// events, and say what Identity reveals.
struct Workshop: Sendable {
  let pool: PostgresPool
  let service: NotificationService
  let blobDirectory: URL
  let secrets: Secrets

  /// What Identity would answer, and what it was asked.
  final class Secrets: Sendable {
    struct Asked: Equatable, Sendable {
      let secret: MailSecret
      let serial: Int64
    }

    /// Identity does not answer.
    struct Away: Error {}

    private struct State {
      var asked: [Asked] = []
      var fault: (any Error)?
      var meanwhile: (@Sendable () async throws -> Void)?
    }

    private let state = Mutex(State())
    var asked: [Asked] { self.state.withLock { $0.asked } }

    /// From now on no secret works any more.
    func outdate() { self.state.withLock { $0.fault = SecretOutdated() } }

    /// From now on nothing is answered.
    func goAway() { self.state.withLock { $0.fault = Away() } }

    /// Something happens while the next secret is asked for.
    func meanwhile(_ event: @escaping @Sendable () async throws -> Void) {
      self.state.withLock { $0.meanwhile = event }
    }

    func reveal(_ secret: MailSecret, _ serial: Int64) async throws -> String {
      let (fault, event) = self.state.withLock { state in
        state.asked.append(Asked(secret: secret, serial: serial))
        defer { state.meanwhile = nil }
        return (state.fault, state.meanwhile)
      }
      try await event?()
      if let fault { throw fault }
      return Orders.password
    }
  }

  /// Opens it and removes everything after `body`.
  static func open(
    smtp url: String = "smtp://127.0.0.1:1/clikc.example",
    returnPath: ReturnPath? = nil, signer: DKIMSigner? = nil,
    _ body: @Sendable (Workshop) async throws -> Void
  ) async throws {
    let directory = FileManager.default.temporaryDirectory.appending(
      path: "blobs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    try await withTestDatabase(service: "Notification") { pool in
      guard let site = SiteAddress("https://clikc.example") else { throw SinkDidNotStart() }
      let secrets = Secrets()
      let service = NotificationService(
        pool: pool, blobs: DirectoryBlobStore(directory: directory.path()),
        texts: try Repository.texts(), site: site,
        smtp: SMTPConfiguration(
          url: url, sender: try MailAddress("noreply@clikc.example", name: "CLiKC!"),
          returnPath: returnPath, requiresTLS: false, answerTimeout: 2, connections: 4),
        seal: CertificateSeal(key: try SigningKey(seed: Array(0..<32))), signer: signer,
        contact: "help@clikc.example",
        secrets: SecretSource { secret, _, serial in try await secrets.reveal(secret, serial) },
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      try await body(
        Workshop(pool: pool, service: service, blobDirectory: directory, secrets: secrets))
    }
  }

  /// Gives the service an event as the broker would.
  func hear(
    _ event: some Message, aggregate: UUID, version: Int64 = 1, at time: Date = Date(),
    id: UUID? = nil
  ) async throws {
    var subscriptions = EventSubscriptions()
    self.service.subscribe(&subscriptions)
    try await deliver(
      event, aggregate: aggregate, version: version, at: time, id: id, pool: self.pool,
      to: subscriptions)
  }

  /// Renders every certificate that waits.
  func renderAll() async throws {
    while try await self.service.render() {}
  }

  /// The files of the blob store.
  func blobs() -> [URL] {
    let files = FileManager.default.enumerator(
      at: self.blobDirectory, includingPropertiesForKeys: [.isRegularFileKey])
    return (files?.allObjects as? [URL] ?? []).filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
    }
  }

  /// How many rows a table has.
  func count(_ table: String) async throws -> Int {
    let rows = try await self.pool.query("select count(*) as count from \(unsafeSQL: table)")
    return Int(try rows.first?.decode(Int64.self, "count") ?? -1)
  }

  func certificate(of learner: Learner) async throws -> CertificateRecord? {
    try await CertificateStore(pool: self.pool).find(
      accountID: learner.account, courseID: learner.course)
  }
}
