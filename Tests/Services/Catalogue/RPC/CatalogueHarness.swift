import Authentication
import CatalogueContract
import Cryptography
import Events
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import Postgres
import Problems
import RowScopes
import SwiftProtobuf
import TestSupport

@testable import catalogue

/// The whole service in this process over a database of its own, called as its callers do.
struct CatalogueHarness: Sendable {
  typealias Transport = InProcessTransport.Client

  let pool: PostgresPool
  let signer: PrincipalSigner
  private let client: GRPCClient<Transport>

  var categories: Clikc_Catalogue_V1_Categories.Client<Transport> { .init(wrapping: self.client) }
  var courses: Clikc_Catalogue_V1_Courses.Client<Transport> { .init(wrapping: self.client) }
  var enrolments: Clikc_Catalogue_V1_Enrolments.Client<Transport> { .init(wrapping: self.client) }

  var data: Clikc_Catalogue_V1_EnrolmentData.Client<Transport> { .init(wrapping: self.client) }

  /// Lends a running service.
  static func run(_ body: @Sendable (CatalogueHarness) async throws -> Void) async throws {
    try await withTestDatabase(service: "Catalogue") { pool in
      let key = try SigningKey.generate()
      let transport = InProcessTransport()
      let catalogue = Catalogue(pool: pool, contact: "help@example.org")
      let server = GRPCServer(
        transport: transport.server, services: catalogue.services,
        interceptors: [
          AuthenticationInterceptor(verifier: PrincipalVerifier(keys: [key.verificationKey])),
          RowScopeInterceptor(),
        ])
      let client = GRPCClient(
        transport: transport.client, interceptors: [PrincipalClientInterceptor(), CallerName()])
      let harness = CatalogueHarness(
        pool: pool, signer: PrincipalSigner(key: key), client: client)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.serve() }
        group.addTask { try await client.runConnections() }
        try await body(harness)
        client.beginGracefulShutdown()
        server.beginGracefulShutdown()
        try await group.waitForAll()
      }
    }
  }

  /// Runs calls on behalf of `person`, made by the service `caller`.
  func act<Result: Sendable>(
    as person: TestPerson, through caller: String = "gateway",
    _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    let signed = try self.signer.sign(person.principal, now: Date())
    let identity = OutgoingIdentity(signedPrincipal: try signed.serializedBytes())
    return try await CallerName.$current.withValue(caller) {
      try await OutgoingIdentity.$current.withValue(identity) { try await body() }
    }
  }

  /// Tells the service of people, as Identity does.
  func know(_ people: TestPerson..., version: Int64 = 1) async throws {
    var subscriptions = EventSubscriptions()
    Catalogue.subscribe(&subscriptions)
    for person in people {
      try await deliver(
        person.created, aggregate: person.id, version: version, pool: self.pool,
        to: subscriptions)
    }
  }
}

extension CatalogueHarness {
  /// Tells the service that somebody is suspended or let in again.
  func suspend(_ person: TestPerson, _ suspended: Bool, version: Int64) async throws {
    var subscriptions = EventSubscriptions()
    Catalogue.subscribe(&subscriptions)
    let created = person.created
    try await deliver(
      Clikc_Identity_V1_AccountChanged.with {
        $0.accountID = created.accountID
        $0.username = created.username
        $0.email = created.email
        $0.name = created.name
        $0.language = created.language
        $0.administrationID = created.administrationID
        $0.roles = created.roles
        $0.suspended = suspended
      }, aggregate: person.id, version: version, pool: self.pool, to: subscriptions)
  }
}

/// Says which service calls; in production the broker verifies it.
struct CallerName: ClientInterceptor {
  @TaskLocal static var current = "gateway"

  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingClientRequest<Input>, context: ClientContext,
    next: (StreamingClientRequest<Input>, ClientContext) async throws ->
      StreamingClientResponse<Output>
  ) async throws -> StreamingClientResponse<Output> {
    var request = request
    request.metadata.addString(Self.current, forKey: CallMetadata.caller)
    return try await next(request, context)
  }
}

/// Somebody with an account.
struct TestPerson: Sendable {
  let id = UUID()
  var name: String
  var username: String
  var roles: Set<Role> = [.learner]
  var administration: UUID?

  var email: String { "\(self.username)@customs.example" }

  var principal: Principal {
    Principal(
      accountID: self.id, sessionID: UUID(), roles: self.roles,
      administrationID: self.administration, language: "en", name: self.name)
  }

  var created: Clikc_Identity_V1_AccountCreated {
    .with {
      $0.accountID = self.id.uuidString.lowercased()
      $0.username = self.username
      $0.email = self.email
      $0.name = self.name
      $0.language = "en"
      $0.administrationID = self.administration?.uuidString.lowercased() ?? ""
      $0.roles = self.roles.map { Int32($0.rawValue) }
    }
  }
}

/// The people of these tests.
enum Cast {
  static let home = UUID()
  static let administrator = TestPerson(
    name: "Ada", username: "ada", roles: [.learner, .administrator])
  static let expert = TestPerson(name: "Eve", username: "eve", roles: [.learner, .expert])
  static let coordinator = TestPerson(
    name: "Cora", username: "cora", roles: [.learner, .coordinator], administration: home)
  static let tutor = TestPerson(
    name: "Tomás Río", username: "tomas", roles: [.learner, .tutor], administration: home)
  static let learner = TestPerson(
    name: "Lena Ölund", username: "lena", administration: home)
  static let stranger = TestPerson(
    name: "Sam Abroad", username: "sam", administration: UUID())
}

/// The refusal a call ends with; a call that succeeds, or fails otherwise, is rethrown as a fault of
/// the test.
func refusal<Result>(_ body: () async throws -> Result) async throws -> Refusal {
  do {
    _ = try await body()
  } catch let error as RPCError {
    guard let refusal = error.refusal else { throw error }
    return refusal
  }
  throw NotRefused()
}

/// A call that should have been refused was not.
struct NotRefused: Error {}
