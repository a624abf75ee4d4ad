internal import AMQP
internal import Authentication
internal import CatalogueContract
internal import Cryptography
internal import Events
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import Logging
internal import Operations
internal import Postgres
internal import RowScopes
internal import ServiceLifecycle
internal import ServiceRuntime

/// The executable `catalogue`: reads the settings and puts the parts together.
@main
enum Main {
  static func main() async {
    await ServiceRuntime.main(
      "catalogue", failpoints: [PostgresPlace.self, EventPlace.self], migrate: Self.migrate
    ) { try Self.services($0) }
  }

  @Sendable private static func migrate(_ runtime: ServiceRuntime) async throws {
    let migrator = Migrator(
      components: [
        MigrationComponent(
          name: "events",
          directory: try ResourceDirectory.find("Events").appending(path: "Migrations")),
        MigrationComponent(
          name: "catalogue",
          directory: try ResourceDirectory.find("catalogue").appending(path: "Migrations")),
      ], schema: "catalogue", logger: runtime.logger)
    for name in try await migrator.apply(runtime.settings.secret("POSTGRES_OWNER_URL")) {
      runtime.logger.info("migration applied", metadata: ["migration.name": "\(name)"])
    }
  }

  private static func services(_ runtime: ServiceRuntime) throws -> [any Service] {
    let settings = runtime.settings
    let logger = runtime.logger
    let pool = PostgresPool(
      try PostgresConfiguration(
        url: settings.secret("POSTGRES_URL"), applicationName: "catalogue", schema: "catalogue"),
      logger: logger)
    let amqp = AMQPClient(
      try AMQPConfiguration(url: settings.secret("AMQP_URL"), connectionName: "catalogue"),
      logger: logger)
    let deadLetters = DeadLetters(service: "catalogue", amqp: amqp)
    let catalogue = Catalogue(pool: pool, contact: try settings.text("CONTACT_ADDRESS"))
    let server = GRPCServer(
      transport: RabbitMQServerTransport(
        amqp: amqp, service: "catalogue",
        idempotentMethods: CatalogueIdempotency.methods.union(OperationsService.idempotentMethods)),
      services: catalogue.services + [
        HealthService(registry: runtime.health),
        OperationsService(
          service: "catalogue", pool: pool,
          deadLetters: deadLetters, Catalogue.subscribe),
      ],
      interceptors: runtime.serverInterceptors + [
        AuthenticationInterceptor(verifier: try Self.verifier(settings)), RowScopeInterceptor(),
      ])
    return [
      amqp, pool,
      OutboxRelay(service: "catalogue", pool: pool, amqp: amqp, logger: logger),
      EventSubscriber(
        service: "catalogue", pool: pool, amqp: amqp, logger: logger,
        established: runtime.health.need("events"), Catalogue.subscribe),
      HealthProbe("database", for: runtime.health) { try await pool.query("select 1") },
      RPCServer(server, health: runtime.health, on: pool.executor),
    ]
      + (try runtime.measuring {
        EventFigures(
          service: "catalogue", pool: pool, deadLetters: deadLetters, logger: runtime.logger)
      })
  }

  private static func verifier(_ settings: Settings) throws -> PrincipalVerifier {
    let text = try settings.secret("PRINCIPAL_PUBLIC_KEY")
    guard let key = try? VerificationKey(text: text) else {
      throw SettingError("PRINCIPAL_PUBLIC_KEY", "is no Ed25519 public key, PEM or base64url")
    }
    return PrincipalVerifier(keys: [key])
  }
}
