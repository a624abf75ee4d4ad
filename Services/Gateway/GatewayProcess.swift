internal import AMQP
internal import Authentication
internal import BlobStore
internal import CatalogueContract
internal import EventEnvelopes
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import HealthContract
internal import Hummingbird
internal import IdentityContract
internal import Localization
internal import Logging
internal import NotificationContract
internal import Pictures
internal import ProgressContract
internal import ServiceLifecycle
internal import ServiceRuntime

/// A gateway as it runs: its connection to the broker, a client for each service, its ear for revoked
/// sessions, and the HTTP server.
struct GatewayProcess {
  /// In the order they start; they stop in reverse.
  let services: [any Service]

  init(_ runtime: ServiceRuntime) throws {
    let configuration = try GatewayConfiguration(runtime.settings)
    let amqp = AMQPClient(
      try AMQPConfiguration(url: configuration.amqpURL, connectionName: "gateway"),
      logger: runtime.logger)
    let clients = Callees.names.map { ServiceClient($0, amqp: amqp) }
    let cache = SessionCache(lifetime: configuration.sessionLifetime)
    let parts = try Self.parts(configuration, amqp, clients, cache, runtime.logger)
    let gateway = Gateway(parts)
    let renewer = SessionRenewer(
      sessions: parts.callees.sessions, cache: cache, logger: runtime.logger)
    let application = gateway.application(
      address: .hostname(configuration.host, port: configuration.port), logger: runtime.logger)
    self.services =
      [amqp] + clients + [Self.revocations(cache, amqp, runtime.logger), renewer, application]
  }

  private static func parts(
    _ configuration: GatewayConfiguration, _ amqp: AMQPClient, _ clients: [ServiceClient],
    _ cache: SessionCache, _ logger: Logger
  ) throws -> GatewayParts {
    let texts = try ResourceDirectory.find("Localization").appending(path: "Messages")
    let document = try ResourceDirectory.find("gateway").appending(path: "Public/openapi.json")
    let byName = Dictionary(uniqueKeysWithValues: clients.map { ($0.name, $0.client) })
    guard let identity = byName["identity"], let catalogue = byName["catalogue"],
      let progress = byName["progress"], let notification = byName["notification"]
    else { preconditionFailure("Callees.names differs from the parameters of Callees.init") }
    let broker: (String, Readiness.Probe) = (
      "broker", { @Sendable in amqp.isReady ? .serving : .notServing }
    )
    return GatewayParts(
      callees: Callees(
        identity: identity, catalogue: catalogue, progress: progress, notification: notification),
      documents: Clikc_Notification_V1_Documents.Client(wrapping: notification),
      credentials: Clikc_Notification_V1_Credentials.Client(wrapping: notification),
      cache: cache, blobs: DirectoryBlobStore(directory: configuration.blobDirectory),
      pictures: PictureMaker(),
      readiness: Readiness(probes: [broker] + clients.map { ($0.name, $0.probe) }),
      catalogue: try MessageCatalogue(directory: texts),
      openAPI: Array(try Data(contentsOf: document)), site: configuration.site,
      proxies: configuration.proxies, logger: logger)
  }

  /// Drops revoked sessions at once, and all of them when some revocations may have been missed.
  private static func revocations(
    _ cache: SessionCache, _ amqp: AMQPClient, _ logger: Logger
  ) -> BroadcastSubscriber {
    BroadcastSubscriber(
      service: "gateway", amqp: amqp, logger: logger, onReconnect: { cache.clear() }
    ) {
      $0.on(Clikc_Identity_V1_SessionsRevoked.self) { event, _ in
        cache.revoke(accountID: event.accountID, sessionIDs: event.sessionIds)
      }
    }
  }
}

/// The client of one service on the queue.
struct ServiceClient: Service {
  let name: String
  let client: GRPCClient<RabbitMQClientTransport>

  init(_ name: String, amqp: AMQPClient) {
    self.name = name
    self.client = GRPCClient(
      transport: RabbitMQClientTransport(
        amqp: amqp, caller: "gateway", callee: name, idempotentMethods: Self.idempotentMethods),
      interceptors: ServiceRuntime.clientInterceptors + [PrincipalClientInterceptor()])
  }

  /// What is called again when an instance is lost on the way.
  private static let idempotentMethods = IdentityIdempotency.methods
    .union(CatalogueIdempotency.methods).union(ProgressIdempotency.methods)
    .union(NotificationIdempotency.methods)

  /// Asks the service whether it takes calls.
  var probe: Readiness.Probe {
    let health = Grpc_Health_V1_Health.Client(wrapping: self.client)
    return { try await health.check(.init()).status }
  }

  func run() async throws { try await self.client.runUntilStopped() }
}
