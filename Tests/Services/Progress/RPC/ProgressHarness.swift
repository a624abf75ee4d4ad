import Authentication
import CatalogueContract
import Cryptography
import Events
import Foundation
import GRPCCore
import GRPCInProcessTransport
import Logging
import Postgres
import Problems
import ProgressContract
import ProgressDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import progress

/// The service on a real database, called through gRPC, with the catalogue's events given to it as the
/// broker would.
struct ProgressHarness: Sendable {
  let pool: PostgresPool
  let client: GRPCClient<InProcessTransport.Client>
  let subscriptions: EventSubscriptions
  let clock: TestClock
  private let signer: PrincipalSigner

  static let contact = "help@clikc.example"

  static func run(
    excludesEmpty: Bool = true, _ body: @Sendable (ProgressHarness) async throws -> Void
  ) async throws {
    try await withTestDatabase(service: "Progress") { pool in
      let key = try SigningKey.generate()
      let clock = TestClock()
      let store = ProgressStore(pool: pool, announce: ProgressAnnouncer().announce)
      var subscriptions = EventSubscriptions()
      CatalogueSubscriptions(store: store, now: { clock.now }).register(&subscriptions)
      let server = ProgressServer(
        store: store, excludesEmpty: excludesEmpty,
        contact: Self.contact, now: { clock.now }, seed: { .random(in: 0...UInt64.max) })
      let transport = InProcessTransport()
      try await withGRPCServer(
        transport: transport.server, services: server.services,
        interceptors: server.interceptors(
          verifier: PrincipalVerifier(keys: [key.verificationKey]),
          logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      ) { _ in
        try await withGRPCClient(
          transport: transport.client, interceptors: [PrincipalClientInterceptor()]
        ) { client in
          try await body(
            ProgressHarness(
              pool: pool, client: client, subscriptions: subscriptions, clock: clock,
              signer: PrincipalSigner(key: key)))
        }
      }
    }
  }

  /// Calls made inside `body` are the account's.
  func acting<T: Sendable>(
    _ account: UUID, roles: Set<Role> = [], _ body: @Sendable () async throws -> T
  ) async throws -> T {
    let principal = Principal(
      accountID: account, sessionID: UUID(), roles: roles, administrationID: nil, language: "en",
      name: "A learner")
    let signed: [UInt8] = try self.signer.sign(principal, now: Date()).serializedBytes()
    return try await OutgoingIdentity.$current.withValue(
      OutgoingIdentity(signedPrincipal: signed)
    ) { try await body() }
  }

  var progress: Clikc_Progress_V1_Progress.Client<InProcessTransport.Client> {
    .init(wrapping: self.client)
  }
  var lessons: Clikc_Progress_V1_Lessons.Client<InProcessTransport.Client> {
    .init(wrapping: self.client)
  }
  var quizzes: Clikc_Progress_V1_Quizzes.Client<InProcessTransport.Client> {
    .init(wrapping: self.client)
  }
  var data: Clikc_Progress_V1_ProgressData.Client<InProcessTransport.Client> {
    .init(wrapping: self.client)
  }
  var grades: Clikc_Progress_V1_Grades.Client<InProcessTransport.Client> {
    .init(wrapping: self.client)
  }
}

// MARK: - Events in

extension ProgressHarness {
  func publish(_ course: PublishedCourse, version: Int64 = 1) async throws {
    try await self.deliver(
      course.event(version: version), aggregate: course.id, version: version)
  }

  func enrol(
    _ account: UUID, in course: PublishedCourse, as role: Clikc_Catalogue_V1_CourseRole = .learner,
    active: Bool = true, version: Int64 = 1
  ) async throws {
    let event = Clikc_Catalogue_V1_EnrolmentChanged.with {
      $0.accountID = account.uuidString.lowercased()
      $0.courseID = course.id.uuidString.lowercased()
      $0.role = role
      $0.active = active
    }
    try await self.deliver(event, aggregate: course.enrolment, version: version)
  }

  private func deliver<M: Message>(_ event: M, aggregate: UUID, version: Int64) async throws {
    try await TestSupport.deliver(
      event, aggregate: aggregate, version: version, at: self.clock.now, pool: self.pool,
      to: self.subscriptions)
  }

  /// A learner enrolled in a published course.
  func learner(in course: PublishedCourse) async throws -> UUID {
    let account = UUID()
    try await self.publish(course)
    try await self.enrol(account, in: course)
    return account
  }
}

/// Runs a call that must be refused, and gives the refusal.
func refusal(
  _ body: () async throws -> some Sendable, sourceLocation: SourceLocation = #_sourceLocation
) async throws -> Refusal {
  let error = await #expect(throws: RPCError.self, sourceLocation: sourceLocation) {
    _ = try await body()
  }
  return try #require(error?.refusal, sourceLocation: sourceLocation)
}
