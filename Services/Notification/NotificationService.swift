internal import BlobStore
internal import Events
internal import Foundation
internal import GRPCCore
internal import Localization
internal import Logging
internal import NIOPosix
internal import NotificationDomain
internal import Postgres
internal import RowScopes
internal import ServiceLifecycle

/// The service put together: its calls, its ears and its two kinds of work, over one database.
struct NotificationService: Sendable {
  let pool: PostgresPool
  let blobs: any BlobStore
  let texts: MessageCatalogue
  let site: SiteAddress
  let smtp: SMTPConfiguration
  /// Signs what certificates say.
  let seal: CertificateSeal
  var pace = MailPace()
  /// Signs mail; nil when it goes out unsigned.
  var signer: DKIMSigner?
  /// Where mail that comes back is delivered; nil when it is not read.
  var bounces: URL?
  /// Where people write for help.
  let contact: String
  let secrets: SecretSource
  let logger: Logger

  /// What it answers.
  var services: [any RegistrableRPCService] {
    [
      CertificatesService(certificates: self.certificates, seal: self.seal),
      CertificateRegisterService(
        pool: self.pool,
        revoke: RevokeCertificate(
          pool: self.pool, mailLifetime: self.pace.retries.lifetime),
        reissue: ReissueCertificate(pool: self.pool, seal: self.seal)),
      CredentialsService(
        pool: self.pool,
        writer: CredentialWriter(seal: self.seal, texts: self.texts, site: self.site)),
      DocumentsService(draw: DrawTable(threads: Self.drawing), texts: self.texts),
      MailService(
        people: PeopleStore(), mail: self.mail, pool: self.pool, writer: self.writer),
      MailDataService(pool: self.pool),
    ]
  }

  /// What it hears.
  func subscribe(_ events: inout EventSubscriptions) {
    let issue = IssueDueCertificates(completions: CompletionStore(), seal: self.seal)
    AccountEvents(
      people: PeopleStore(), mail: self.mail, issue: issue, lifetime: self.pace.retries.lifetime
    ).subscribe(&events)
    RequestEvents(
      people: PeopleStore(), mail: self.mail, lifetime: self.pace.retries.lifetime
    ).subscribe(&events)
    CourseEvents(completions: CompletionStore(), issue: issue).subscribe(&events)
  }

  /// What it does by itself: sends mail, renders certificates, reads mail that comes back.
  var workers: [any Service] {
    let work: [any Service] = [
      MailSender(
        store: self.mail, send: self.send, workers: self.smtp.connections, pace: self.pace,
        logger: self.logger),
      UnusedFiles(pool: self.pool, blobs: self.blobs, logger: self.logger),
      CertificateRenderer(
        render: self.render, certificates: self.certificates, logger: self.logger),
    ]
    return (work + (self.bounces.map { [self.reader(of: $0)] } ?? [])).map { OwnWork($0) }
  }

  /// Reads the mail that comes back.
  func reader(of directory: URL) -> BounceReader {
    BounceReader(
      directory: directory, store: self.mail, returnPath: self.smtp.returnPath,
      domain: self.smtp.sender.domain, site: self.site, logger: self.logger)
  }

  /// Makes one try to send one mail.
  var send: SendMail {
    SendMail(
      writer: self.writer, secrets: self.secrets, client: SMTPClient(self.smtp), signer: self.signer
    )
  }

  private var writer: MailWriter {
    MailWriter(texts: self.texts, site: self.site, contact: self.contact)
  }

  /// Renders one certificate.
  var render: RenderCertificate {
    RenderCertificate(
      pool: self.pool, blobs: self.blobs, texts: self.texts, site: self.site,
      threads: Self.drawing, mailLifetime: self.pace.retries.lifetime,
      announce: CertificateAnnouncement.announce)
  }

  private var certificates: CertificateStore { CertificateStore(pool: self.pool) }
  private var mail: MailStore { MailStore(pool: self.pool) }

  /// One thread draws all certificates and documents: pango keeps its fonts by thread.
  private static let drawing: NIOThreadPool = {
    let threads = NIOThreadPool(numberOfThreads: 1)
    threads.start()
    return threads
  }()
}
