internal import AMQP
internal import Authentication
internal import BlobStore
internal import Cryptography
internal import Events
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import IdentityContract
internal import Localization
internal import Logging
internal import NotificationContract
internal import NotificationDomain
internal import Operations
internal import Postgres
internal import RowScopes
internal import ServiceLifecycle
internal import ServiceRuntime

/// The executable `notification`: reads the settings and puts the parts together.
@main
enum Main {
  static func main() async {
    await ServiceRuntime.main(
      "notification",
      failpoints: [PostgresPlace.self, EventPlace.self, NotificationPlace.self],
      migrate: Self.migrate
    ) { try Self.services($0) }
  }

  @Sendable private static func migrate(_ runtime: ServiceRuntime) async throws {
    let migrator = Migrator(
      components: [
        MigrationComponent(
          name: "events",
          directory: try ResourceDirectory.find("Events").appending(path: "Migrations")),
        MigrationComponent(
          name: "notification",
          directory: try ResourceDirectory.find("notification").appending(path: "Migrations")),
      ], schema: "notification", logger: runtime.logger)
    for name in try await migrator.apply(runtime.settings.secret("POSTGRES_OWNER_URL")) {
      runtime.logger.info("migration applied", metadata: ["migration.name": "\(name)"])
    }
  }

  private static func services(_ runtime: ServiceRuntime) throws -> [any Service] {
    let settings = runtime.settings
    let logger = runtime.logger
    let amqp = AMQPClient(
      try AMQPConfiguration(url: settings.secret("AMQP_URL"), connectionName: "notification"),
      logger: logger)
    let deadLetters = DeadLetters(service: "notification", amqp: amqp)
    let identity = GRPCClient(
      transport: RabbitMQClientTransport(
        amqp: amqp, caller: "notification", callee: "identity",
        idempotentMethods: IdentityIdempotency.methods),
      interceptors: ServiceRuntime.clientInterceptors)
    let notification = try Self.notification(
      runtime, secrets: SecretSource(identity: identity))
    let pool = notification.pool
    let server = GRPCServer(
      transport: RabbitMQServerTransport(
        amqp: amqp, service: "notification",
        idempotentMethods: NotificationIdempotency.methods.union(
          OperationsService.idempotentMethods)),
      services: notification.services + [
        HealthService(registry: runtime.health),
        OperationsService(
          service: "notification", pool: pool,
          deadLetters: deadLetters, notification.subscribe),
      ],
      interceptors: runtime.serverInterceptors + [
        AuthenticationInterceptor(verifier: try Self.verifier(settings)), RowScopeInterceptor(),
      ])
    return [
      amqp, pool, RPCClient(identity),
      OutboxRelay(
        service: "notification", pool: pool, amqp: amqp, logger: logger,
        unheard: [
          Clikc_Notification_V1_CertificateIssued.self,
          Clikc_Notification_V1_CertificateRevoked.self,
        ]),
      EventSubscriber(
        service: "notification", pool: pool, amqp: amqp, logger: logger,
        established: runtime.health.need("events"), notification.subscribe),
    ] + notification.workers + [
      HealthProbe("database", for: runtime.health) { try await pool.query("select 1") },
      RPCServer(server, health: runtime.health, on: pool.executor),
    ]
      + (try runtime.measuring {
        EventFigures(
          service: "notification", pool: pool, deadLetters: deadLetters, logger: runtime.logger)
      })
  }

  private static func notification(
    _ runtime: ServiceRuntime, secrets: SecretSource
  ) throws -> NotificationService {
    let settings = runtime.settings
    let address = try settings.url("SITE_URL", schemes: ["http", "https"]).absoluteString
    guard let site = SiteAddress(address) else {
      throw SettingError("SITE_URL", "must be an address of a site")
    }
    let configuration = try PostgresConfiguration(
      url: settings.secret("POSTGRES_URL"), applicationName: "notification",
      schema: "notification")
    let smtp = try SMTPConfiguration(settings)
    let bounces = try settings.text("BOUNCE_MAILDIR", default: "")
    return NotificationService(
      pool: PostgresPool(configuration, logger: runtime.logger),
      blobs: DirectoryBlobStore(directory: try settings.text("BLOB_DIRECTORY")),
      texts: try MessageCatalogue(
        directory: ResourceDirectory.find("Localization").appending(path: "Messages")),
      site: site, smtp: smtp, seal: try CertificateSeal(settings), pace: try MailPace(settings),
      signer: try DKIMSigner(settings, sender: smtp.sender),
      bounces: bounces.isEmpty ? nil : URL(filePath: bounces, directoryHint: .isDirectory),
      contact: try settings.text("CONTACT_ADDRESS"), secrets: secrets, logger: runtime.logger)
  }

  private static func verifier(_ settings: Settings) throws -> PrincipalVerifier {
    let text = try settings.secret("PRINCIPAL_PUBLIC_KEY")
    guard let key = try? VerificationKey(text: text) else {
      throw SettingError("PRINCIPAL_PUBLIC_KEY", "is no Ed25519 public key, PEM or base64url")
    }
    return PrincipalVerifier(keys: [key])
  }
}

/// A client of another service, for as long as this one runs.
private struct RPCClient<Transport: ClientTransport>: Service {
  private let client: GRPCClient<Transport>

  init(_ client: GRPCClient<Transport>) { self.client = client }

  func run() async throws { try await client.runUntilStopped() }
}
