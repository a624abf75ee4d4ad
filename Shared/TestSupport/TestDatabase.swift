public import Foundation
internal import Logging
public import Postgres

/// A database of a test's own, with one migrated schema.
public struct TestDatabase: Sendable {
  /// The address for the role a service runs as: it reads and writes rows, nothing else.
  public let runtimeURL: String
  /// The address for the role that owns the schema and migrates it.
  public let ownerURL: String
  /// The address for the superuser of the test run.
  public let superuserURL: String
}

/// Lends a database with the schema of one service, migrated, as the service's runtime role sees it.
///
/// The migrations run once per process and set of components; each test gets a copy of its own, dropped
/// in the end. What a test itself asks of pools it asks as the service (`PostgresScope.service`).
///
/// - Parameters:
///   - schema: The schema's name, for example `identity`.
///   - components: The migrations, in order.
public func withTestDatabase<T: Sendable>(
  schema: String, components: [MigrationComponent],
  _ adjust: @Sendable (inout PostgresConfiguration) -> Void = { _ in },
  _ body: (PostgresPool) async throws -> T
) async throws -> T {
  try await withTestDatabaseAddresses(schema: schema, components: components) { database in
    var configuration = try PostgresConfiguration(
      url: database.runtimeURL, maximumConnections: 4, applicationName: "clikc-test")
    adjust(&configuration)
    let pool = PostgresPool(configuration, logger: quietLogger)
    return try await finally({ await pool.close() }) { try await body(pool) }
  }
}

/// Lends a database with the tables of Events and those of a service: `withTestDatabase(service:
/// "Identity")` applies Services/Identity/Migrations in the schema `identity`.
public func withTestDatabase<T: Sendable>(
  service: String, _ body: (PostgresPool) async throws -> T
) async throws -> T {
  try await withTestDatabase(
    schema: service.lowercased(), components: MigrationComponent.ofService(service), { _ in }, body)
}

/// Lends the addresses of such a database, for tests that start other processes or have pools of their own.
public func withTestDatabaseAddresses<T: Sendable>(
  schema: String, components: [MigrationComponent], _ body: (TestDatabase) async throws -> T
) async throws -> T {
  let template = try await TestDatabaseTemplates.shared.template(schema, components)
  let name = try await template.copy()
  return try await finally({ await template.drop(name) }) {
    try await PostgresScope.service.run { try await body(try template.addresses(name)) }
  }
}

extension MigrationComponent {
  /// The outbox and the inbox.
  public static var events: MigrationComponent {
    inRepository("events", "Shared/Events/Migrations")
  }

  /// Events, then the service's own.
  public static func ofService(_ service: String) -> [MigrationComponent] {
    [.events, inRepository(service.lowercased(), "Services/\(service)/Migrations")]
  }

  /// Migrations by their folder below the root of the repository.
  public static func inRepository(_ name: String, _ path: String) -> MigrationComponent {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return MigrationComponent(name: name, directory: root.appending(path: path))
  }
}

/// Says nothing: what a test wants to know it asks.
let quietLogger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Runs the body, then the end, whether the body threw or not.
func finally<T: Sendable>(
  _ end: () async -> Void, _ body: () async throws -> T
) async throws -> T {
  let outcome: Result<T, any Error>
  do {
    outcome = .success(try await body())
  } catch {
    outcome = .failure(error)
  }
  await end()
  return try outcome.get()
}
