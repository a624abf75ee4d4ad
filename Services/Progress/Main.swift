import AMQP
import Authentication
import Events
import Foundation
import GRPCCore
import GRPCRabbitMQTransport
import Operations
import Postgres
import ProgressContract
import ProgressDomain
import ServiceLifecycle
import ServiceRuntime

/// Puts the service together; decides nothing.
@main
enum Main {
  static func main() async {
    await ServiceRuntime.main(
      "progress", failpoints: [PostgresPlace.self, EventPlace.self], migrate: Self.migrate,
      Self.build)
  }

  private static func migrate(_ runtime: ServiceRuntime) async throws {
    let owner = try runtime.settings.secret("POSTGRES_OWNER_URL")
    let components = try [("events", "Events"), ("progress", "progress")].map { name, target in
      MigrationComponent(
        name: name,
        directory: try ResourceDirectory.find(target).appending(path: "Migrations"))
    }
    try await Migrator(components: components, schema: "progress", logger: runtime.logger)
      .apply(owner)
  }

  private static func build(_ runtime: ServiceRuntime) async throws -> [any Service] {
    let settings = try ProgressSettings(runtime.settings)
    let pool = PostgresPool(settings.database, logger: runtime.logger)
    let amqp = AMQPClient(settings.broker, logger: runtime.logger)
    let deadLetters = DeadLetters(service: "progress", amqp: amqp)
    let store = ProgressStore(pool: pool, announce: ProgressAnnouncer().announce)
    let server = ProgressServer(
      store: store, excludesEmpty: settings.excludesEmptyGrades,
      contact: settings.contact, now: Self.now, seed: { .random(in: 0...UInt64.max) })
    let transport = RabbitMQServerTransport(
      amqp: amqp, service: "progress",
      idempotentMethods: ProgressIdempotency.methods.union(
        OperationsService.idempotentMethods))
    let subscriptions = CatalogueSubscriptions(store: store, now: Self.now)
    let rpc = GRPCServer(
      transport: transport,
      services: server.services + [
        HealthService(registry: runtime.health),
        OperationsService(
          service: "progress", pool: pool,
          deadLetters: deadLetters, subscriptions.register),
      ],
      interceptors: [CallTracingInterceptor(), CallMetricsInterceptor()]
        + server.interceptors(
          verifier: PrincipalVerifier(keys: [settings.principalKey]), logger: runtime.logger))
    return [
      pool, amqp,
      OutboxRelay(
        service: "progress", pool: pool, amqp: amqp, logger: runtime.logger,
        unheard: [
          Clikc_Progress_V1_ActivityCompleted.self, Clikc_Progress_V1_GradeChanged.self,
        ]),
      EventSubscriber(
        service: "progress", pool: pool, amqp: amqp, logger: runtime.logger,
        established: runtime.health.need("events"), subscriptions.register),
      HealthProbe("database", for: runtime.health) { try await pool.query("select 1") },
      RPCServer(rpc, health: runtime.health, on: pool.executor),
    ]
      + (try runtime.measuring {
        EventFigures(
          service: "progress", pool: pool, deadLetters: deadLetters, logger: runtime.logger)
      })
  }

  /// A whole millisecond, so that a time is the same before and after the database kept it.
  @Sendable private static func now() -> Date {
    Date(timeIntervalSince1970: (Date().timeIntervalSince1970 * 1000).rounded() / 1000)
  }
}
