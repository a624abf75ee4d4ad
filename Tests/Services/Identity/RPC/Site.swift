import Authentication
import AuthenticationContract
import Cryptography
import EventContract
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import IdentityDomain
import Logging
import Postgres
import Problems
import ServiceRuntime
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing

@testable import identity

/// Identity as a whole, on a database of its own, called through gRPC, with a clock that tests turn.
struct Site: Sendable {
  let pool: PostgresPool
  let client: GRPCClient<InProcessTransport.Client>
  let work: Workplace
  let clock: Clock
  let key: SigningKey

  /// The real time, and how far a test has turned it.
  final class Clock: Sendable {
    private let offset = Mutex<TimeInterval>(0)
    var now: Date { Date().addingTimeInterval(offset.withLock { $0 }) }
    func advance(_ seconds: TimeInterval) { offset.withLock { $0 += seconds } }
  }

  var sessions: Clikc_Identity_V1_Sessions.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }
  var passwords: Clikc_Identity_V1_Passwords.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }
  var accounts: Clikc_Identity_V1_Accounts.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }
  var administrations: Clikc_Identity_V1_Administrations.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }
  var policies: Clikc_Identity_V1_Policies.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }
  var profiles: Clikc_Identity_V1_Profiles.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }
  var secrets: Clikc_Identity_V1_Secrets.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }
  var bootstrap: Clikc_Identity_V1_Bootstrap.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }

  /// Opens a site and closes it after `body`. Hashes are cheap unless a test wants them dear.
  static func open(
    hashing parameters: PasswordHasher.Parameters = .init(memoryKiB: 64, passes: 1, lanes: 1),
    secondFactor rule: SecondFactorRule = .offered, takesLoad: Bool = false,
    erasureGrace: ErasureGrace = .usual, _ body: @Sendable (Site) async throws -> Void
  ) async throws {
    try await withTestDatabase(service: "Identity") { pool in
      let hasher = try PasswordHasher(parameters: parameters)
      try await serve(
        pool: pool, hasher: hasher, rule, takesLoad: takesLoad, erasureGrace: erasureGrace, body)
      try await hasher.stop()
    }
  }

  /// Opens a site whose service owns its tables, for a test that takes one away.
  static func openAsOwner(_ body: @Sendable (Site) async throws -> Void) async throws {
    try await withTestDatabaseAddresses(
      schema: "identity", components: MigrationComponent.ofService("Identity")
    ) { database in
      let pool = PostgresPool(
        try PostgresConfiguration(
          url: database.ownerURL, maximumConnections: 4, applicationName: "clikc-test"),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      let hasher = try PasswordHasher(parameters: .init(memoryKiB: 64, passes: 1, lanes: 1))
      try await serve(pool: pool, hasher: hasher, .offered, body)
      try await hasher.stop()
      await pool.close()
    }
  }

  private static func serve(
    pool: PostgresPool, hasher: PasswordHasher, _ rule: SecondFactorRule,
    takesLoad: Bool = false, erasureGrace: ErasureGrace = .usual,
    _ body: @Sendable (Site) async throws -> Void
  ) async throws {
    let clock = Clock()
    let key = try SigningKey.generate()
    let secret = try randomBytes(32)
    let secrets = SecretDeriver(key: secret)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let work = Workplace(
      pool: pool, hasher: hasher, secrets: secrets, signer: PrincipalSigner(key: key),
      resets: ResetRequestWorker(
        pool: pool, secrets: secrets, now: { clock.now }, logger: logger),
      imports: ImportWorker(pool: pool, secrets: secrets, now: { clock.now }, logger: logger),
      touches: SessionTouches(pool: pool, logger: logger),
      factorSecrets: try FactorSecrets(secret: secret), secondFactorRule: rule,
      erasureGrace: erasureGrace, takesLoad: takesLoad, now: { clock.now })
    let transport = InProcessTransport()
    let interceptors: [any ServerInterceptor] = [
      CallLogInterceptor(logger: logger),
      AuthenticationInterceptor(verifier: PrincipalVerifier(keys: [key.verificationKey])),
    ]
    try await withGRPCServer(
      transport: transport.server, services: work.services, interceptors: interceptors
    ) { _ in
      try await withGRPCClient(
        transport: transport.client, interceptors: [PrincipalClientInterceptor()]
      ) { client in
        try await body(Site(pool: pool, client: client, work: work, clock: clock, key: key))
      }
    }
  }
}

// MARK: - Acting as somebody

extension Site {
  /// Runs `body` as the person of a session token: resolved as the gateway does it, then signed again
  /// for the real time, which the interceptor goes by.
  func acting<Result>(
    as token: String, _ body: () async throws -> Result
  ) async throws -> Result {
    let principal = try await principal(token).principal
    return try await acting(as: principal, body)
  }

  func acting<Result>(
    as principal: Principal, _ body: () async throws -> Result
  ) async throws -> Result {
    let signed = try PrincipalSigner(key: key).sign(principal, now: Date())
    let identity = OutgoingIdentity(signedPrincipal: try signed.serializedBytes())
    return try await OutgoingIdentity.$current.withValue(identity, operation: body)
  }

  /// Runs `body` as somebody behind a network address.
  func from<Result>(_ address: String, _ body: () async throws -> Result) async throws -> Result {
    try await OutgoingIdentity.$current.withValue(
      OutgoingIdentity(signedPrincipal: nil, clientAddress: address), operation: body)
  }

  /// Who a token belongs to, and the gate of their session, as if its use had been written down at once.
  func principal(
    _ token: String
  ) async throws -> (
    principal: Principal, gate: Clikc_Identity_V1_Gate
  ) {
    let answer = try await sessions.resolveSession(.with { $0.token = token })
    try await work.touches.flush()
    let verifier = PrincipalVerifier(keys: [key.verificationKey])
    return (try verifier.verify(answer.principal, now: clock.now), answer.gate)
  }

  /// Somebody with roles who never signed in here.
  func somebody(_ roles: Set<Role>, of administration: UUID? = nil) -> Principal {
    Principal(
      accountID: UUID(), sessionID: UUID(), roles: roles, administrationID: administration,
      language: "en", name: "Somebody")
  }
}

// MARK: - Looking inside

extension Site {
  /// The events of a type, in the order they were written.
  func events<Event: Message>(_ type: Event.Type) async throws -> [Event] {
    let rows = try await pool.query(
      """
      select envelope from outbox where type = \(Event.protoMessageName) order by position
      """)
    return try rows.map { row in
      let envelope = try Clikc_Event_V1_Envelope(
        serializedBytes: try row.decode([UInt8].self, "envelope"))
      return try Event(serializedBytes: envelope.payload)
    }
  }

  func count(_ query: PostgresQuery) async throws -> Int {
    try #require(try await pool.query(query).first).decode(Int.self, at: 0)
  }

  /// The secret the mail's writer gets.
  func reveal(
    _ purpose: Clikc_Identity_V1_SecretPurpose, _ account: String, _ serial: Int64,
    caller: String = "notification"
  ) async throws -> String {
    try await secrets.revealSecret(
      .with {
        $0.purpose = purpose
        $0.accountID = account
        $0.serial = serial
      }, metadata: [CallMetadata.caller: "\(caller)"]
    ).secret
  }
}

/// The refusal a call ends with; fails the test when it ends otherwise.
func refusal<Result>(
  of call: () async throws -> Result, sourceLocation: SourceLocation = #_sourceLocation
) async throws -> Refusal {
  do {
    _ = try await call()
  } catch let error as RPCError {
    return try #require(
      error.refusal, "ended with \(error.code) \(error.message)", sourceLocation: sourceLocation)
  }
  Issue.record("the call was not refused", sourceLocation: sourceLocation)
  throw CancellationError()
}

/// Expects a call to be refused so. Written as functions because closures inside `#expect` are mixed up
/// with those after it by the compiler (6.3.1): the second ran the first one's code.
func expectRefusal<Result>(
  _ expected: Refusal, sourceLocation: SourceLocation = #_sourceLocation,
  of call: () async throws -> Result
) async throws {
  let refused = try await refusal(of: call, sourceLocation: sourceLocation)
  #expect(refused == expected, sourceLocation: sourceLocation)
}

func expectRefusal<Result>(
  reason: String, sourceLocation: SourceLocation = #_sourceLocation,
  of call: () async throws -> Result
) async throws {
  let refused = try await refusal(of: call, sourceLocation: sourceLocation)
  #expect(refused.reason == reason, sourceLocation: sourceLocation)
}

func expectRefusal<Result>(
  code: RPCError.Code, sourceLocation: SourceLocation = #_sourceLocation,
  of call: () async throws -> Result
) async throws {
  let refused = try await refusal(of: call, sourceLocation: sourceLocation)
  #expect(refused.code == code, sourceLocation: sourceLocation)
}
