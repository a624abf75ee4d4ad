internal import AMQP
internal import Authentication
internal import BlobStore
internal import Cryptography
internal import Events
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import IdentityContract
internal import IdentityDomain
internal import Logging
internal import Operations
internal import Postgres
internal import ServiceLifecycle
internal import ServiceRuntime

/// The executable `identity`: reads the settings and puts the parts together; decides nothing.
@main
enum Main {
  static func main() async {
    await ServiceRuntime.main(
      "identity", failpoints: [PostgresPlace.self, EventPlace.self], migrate: Self.migrate,
      Self.build)
  }

  @Sendable private static func migrate(_ runtime: ServiceRuntime) async throws {
    let owner = try runtime.settings.secret("POSTGRES_OWNER_URL")
    let components = try [("events", "Events"), ("identity", "identity")].map { name, target in
      MigrationComponent(
        name: name, directory: try ResourceDirectory.find(target).appending(path: "Migrations"))
    }
    let migrator = Migrator(components: components, schema: "identity", logger: runtime.logger)
    for name in try await migrator.apply(owner) {
      runtime.logger.info("migration applied", metadata: ["migration.name": "\(name)"])
    }
  }

  @Sendable private static func build(_ runtime: ServiceRuntime) async throws -> [any Service] {
    let settings = try IdentitySettings(runtime.settings)
    let logger = runtime.logger
    let now: @Sendable () -> Date = { Date() }
    let common = CommonPasswords(
      list: try String(
        contentsOf: ResourceDirectory.find("identity").appending(path: "Passwords/common.txt"),
        encoding: .utf8))
    let pool = PostgresPool(settings.database, logger: logger)
    let amqp = AMQPClient(settings.broker, logger: logger)
    let deadLetters = DeadLetters(service: "identity", amqp: amqp)
    let hasher = try PasswordHasher()
    let secrets = SecretDeriver(key: settings.secretKey)
    let resets = ResetRequestWorker(pool: pool, secrets: secrets, now: now, logger: logger)
    let touches = SessionTouches(pool: pool, logger: logger)
    let imports = ImportWorker(pool: pool, secrets: secrets, now: now, logger: logger)
    let work = Workplace(
      pool: pool, hasher: hasher, secrets: secrets,
      signer: PrincipalSigner(key: settings.principalKey), resets: resets,
      imports: imports, touches: touches,
      factorSecrets: try FactorSecrets(secret: settings.secretKey),
      rememberedDays: settings.rememberedDays, secondFactorRule: settings.secondFactorRule,
      erasureGrace: settings.erasureGrace, commonPasswords: common, takesLoad: settings.takesLoad,
      now: now)
    let verifier = PrincipalVerifier(keys: [settings.principalKey.verificationKey])
    let server = GRPCServer(
      transport: RabbitMQServerTransport(
        amqp: amqp, service: "identity",
        idempotentMethods: IdentityIdempotency.methods.union(OperationsService.idempotentMethods)),
      services: work.services + [
        HealthService(registry: runtime.health),
        OperationsService(
          service: "identity", pool: pool,
          deadLetters: deadLetters,
          Subscriptions.register),
      ],
      interceptors: runtime.serverInterceptors + [AuthenticationInterceptor(verifier: verifier)])
    return [
      amqp, pool,
      // Ended sessions are heard by broadcast only, and by nobody while no gateway runs.
      OutboxRelay(
        service: "identity", pool: pool, amqp: amqp, logger: logger,
        unheard: [Clikc_Identity_V1_SessionsRevoked.self]),
      EventSubscriber(
        service: "identity", pool: pool, amqp: amqp, logger: logger,
        established: runtime.health.need("events"), Subscriptions.register),
      resets, imports, touches,
      Sweeper(
        pool: pool, blobs: DirectoryBlobStore(directory: settings.blobDirectory), now: now,
        logger: logger),
      ErasureWorker(work, logger: logger),
      AuditSealer(pool: pool, logger: logger),
      HealthProbe("database", for: runtime.health) { try await pool.query("select 1") },
      RPCServer(server, health: runtime.health, on: pool.executor),
    ]
      + (try runtime.measuring {
        EventFigures(
          service: "identity", pool: pool, deadLetters: deadLetters, logger: runtime.logger)
      })
  }
}
