internal import AMQP
internal import Authentication
internal import CatalogueContract
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import IdentityContract
internal import Logging
internal import ServiceRuntime
internal import SwiftProtobuf

/// The services this command calls, over the broker as the user `clikcctl`.
struct Backend: Sendable {
  typealias Services = GRPCClient<RabbitMQClientTransport>

  private let identity: Services
  private let catalogue: Services

  var sessions: Clikc_Identity_V1_Sessions.Client<RabbitMQClientTransport> {
    .init(wrapping: self.identity)
  }
  var passwords: Clikc_Identity_V1_Passwords.Client<RabbitMQClientTransport> {
    .init(wrapping: self.identity)
  }
  var accounts: Clikc_Identity_V1_Accounts.Client<RabbitMQClientTransport> {
    .init(wrapping: self.identity)
  }
  var administrations: Clikc_Identity_V1_Administrations.Client<RabbitMQClientTransport> {
    .init(wrapping: self.identity)
  }
  var register: Clikc_Identity_V1_Register.Client<RabbitMQClientTransport> {
    .init(wrapping: self.identity)
  }
  var policies: Clikc_Identity_V1_Policies.Client<RabbitMQClientTransport> {
    .init(wrapping: self.identity)
  }
  var bootstrap: Clikc_Identity_V1_Bootstrap.Client<RabbitMQClientTransport> {
    .init(wrapping: self.identity)
  }
  var load: Clikc_Identity_V1_Load.Client<RabbitMQClientTransport> {
    .init(wrapping: self.identity)
  }
  var audit: Clikc_Identity_V1_Audit.Client<RabbitMQClientTransport> {
    .init(wrapping: self.identity)
  }
  var categories: Clikc_Catalogue_V1_Categories.Client<RabbitMQClientTransport> {
    .init(wrapping: self.catalogue)
  }
  var courses: Clikc_Catalogue_V1_Courses.Client<RabbitMQClientTransport> {
    .init(wrapping: self.catalogue)
  }
  var enrolments: Clikc_Catalogue_V1_Enrolments.Client<RabbitMQClientTransport> {
    .init(wrapping: self.catalogue)
  }

  /// Connects as CLIKC_AMQP_URL says while `body` runs.
  static func connected<Result: Sendable>(
    _ settings: Settings, _ body: @escaping @Sendable (Backend) async throws -> Result
  ) async throws -> Result {
    let logger = Logger(label: "clikcctl") { _ in
      JSONLogHandler(service: "clikcctl", level: .error)
    }
    let amqp = AMQPClient(
      try AMQPConfiguration(url: settings.secret("AMQP_URL"), connectionName: "clikcctl"),
      logger: logger)
    func client(_ callee: String) -> Services {
      GRPCClient(
        transport: RabbitMQClientTransport(
          amqp: amqp, caller: "clikcctl", callee: callee,
          idempotentMethods: IdentityIdempotency.methods.union(CatalogueIdempotency.methods)),
        interceptors: ServiceRuntime.clientInterceptors + [PrincipalClientInterceptor()])
    }
    let backend = Backend(identity: client("identity"), catalogue: client("catalogue"))
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await amqp.run() }
      group.addTask { try await backend.identity.runConnections() }
      group.addTask { try await backend.catalogue.runConnections() }
      defer { group.cancelAll() }
      return try await body(backend)
    }
  }

  /// Gives the calls of `body` 20 seconds.
  static func timed<Result: Sendable>(
    _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    try await withDeadline(.seconds(20)) { try await body() }
  }

  /// Waits until both services answer; they may still be starting.
  func waitUntilReady(upTo timeout: Duration) async throws {
    try await self.eventually(upTo: timeout, retrying: [.unavailable, .deadlineExceeded]) {
      _ = try await Self.timed { try await self.courses.getFigures(.init()) }
    }
    try await self.eventually(upTo: timeout, retrying: [.unavailable, .deadlineExceeded]) {
      do {
        _ = try await Self.timed { try await self.policies.getPolicy(.with { $0.language = "en" }) }
      } catch let error as RPCError where error.code == .notFound {
        // Nothing published yet; but somebody answered.
      }
    }
  }

  /// Tries `body` again every 100 ms while it ends with one of `codes`, for what another service's
  /// event brings about.
  func eventually<Result: Sendable>(
    upTo timeout: Duration, retrying codes: Set<RPCError.Code>,
    _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    let deadline = ContinuousClock.now + timeout
    while true {
      do { return try await body() } catch let error as RPCError where codes.contains(error.code) {
        guard ContinuousClock.now < deadline else { throw error }
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }
}
