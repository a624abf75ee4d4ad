internal import Foundation
internal import Postgres

/// What a run of the tests lacks.
public struct TestDatabaseError: Error, CustomStringConvertible {
  /// What is missing.
  public let description: String
}

/// The migrated databases of this process, of which tests get copies.
actor TestDatabaseTemplates {
  static let shared = TestDatabaseTemplates()
  private var templates: [String: Task<TestDatabaseTemplate, any Error>] = [:]

  func template(
    _ schema: String, _ components: [MigrationComponent]
  ) async throws -> TestDatabaseTemplate {
    let key = ([schema] + components.flatMap { [$0.name, $0.directory.path] })
      .joined(separator: "\n")
    let task = templates[key] ?? Task { try await TestDatabaseTemplate.make(schema, components) }
    templates[key] = task
    return try await task.value
  }
}

/// A migrated database, its two roles, and the superuser's pool that copies it.
struct TestDatabaseTemplate: Sendable {
  private let server: URLComponents
  private let pool: PostgresPool
  private let name: String
  private let schema: String

  private var owner: String { "test_\(schema)_owner" }
  private var runtime: String { "test_\(schema)_runtime" }
  private static let password = "test"

  static func make(
    _ schema: String, _ components: [MigrationComponent]
  ) async throws -> TestDatabaseTemplate {
    guard let url = ProcessInfo.processInfo.environment["CLIKC_TEST_POSTGRES_URL"],
      let server = URLComponents(string: url)
    else {
      throw TestDatabaseError(
        description: "CLIKC_TEST_POSTGRES_URL is not set: run the tests with ./clikc test")
    }
    var configuration = try PostgresConfiguration(url: url, maximumConnections: 4)
    configuration.statementTimeout = .seconds(60)
    // Tests begin all at once and wait here for their copies.
    configuration.acquireTimeout = .seconds(300)
    let template = TestDatabaseTemplate(
      server: server, pool: PostgresPool(configuration, logger: quietLogger), name: newName(),
      schema: schema)
    try await template.makeRoles()
    try await template.pool.query("create database \(unsafeSQL: template.name)")
    try await template.makeSchema()
    try await Migrator(components: components, schema: schema, logger: quietLogger)
      .apply(try template.addresses(template.name).ownerURL)
    return template
  }

  /// A copy for one test.
  func copy() async throws -> String {
    let copy = Self.newName()
    try await pool.query("create database \(unsafeSQL: copy) template \(unsafeSQL: name)")
    return copy
  }

  /// The run's server ends with everything in it, so a database that cannot be dropped only costs space.
  func drop(_ copy: String) async {
    _ = try? await pool.query("drop database \(unsafeSQL: copy) with (force)")
  }

  func addresses(_ database: String) throws -> TestDatabase {
    TestDatabase(
      runtimeURL: try address(database, user: runtime, password: Self.password),
      ownerURL: try address(database, user: owner, password: Self.password),
      superuserURL: try address(database, user: nil, password: nil))
  }

  private func address(_ database: String, user: String?, password: String?) throws -> String {
    var parts = server
    parts.path = "/" + database
    if let user { parts.user = user }
    if let password { parts.password = password }
    guard let text = parts.string else {
      throw TestDatabaseError(description: "CLIKC_TEST_POSTGRES_URL is no URL")
    }
    return text
  }

  private static func newName() -> String {
    "test_" + UUID().uuidString.replacing("-", with: "").lowercased()
  }

  /// Roles belong to the whole server and several processes may test on it.
  private func makeRoles() async throws {
    try await pool.transaction { connection in
      try await connection.query("select pg_advisory_xact_lock(hashtextextended('test_roles', 0))")
      for role in [owner, runtime] {
        let known = try await connection.query("select from pg_roles where rolname = \(role)")
        guard known.isEmpty else { continue }
        try await connection.query(
          "create role \(unsafeSQL: role) login password '\(unsafeSQL: Self.password)'")
        try await connection.query(
          "alter role \(unsafeSQL: role) set search_path = \(unsafeSQL: schema)")
      }
    }
  }

  /// The same rights as compose/postgres/service.sql gives.
  private func makeSchema() async throws {
    let configuration = try PostgresConfiguration(
      url: try addresses(name).superuserURL, maximumConnections: 1)
    let pool = PostgresPool(configuration, logger: quietLogger)
    try await finally({ await pool.close() }) {
      try await pool.transaction { connection in
        try await connection.run(
          unsafeScript: """
            revoke all on schema public from public;
            create schema \(schema) authorization \(owner);
            grant usage on schema \(schema) to \(runtime);
            alter default privileges for role \(owner) in schema \(schema)
              grant select, insert, update, delete on tables to \(runtime);
            alter default privileges for role \(owner) in schema \(schema)
              grant usage, select on sequences to \(runtime);
            """)
      }
    }
  }
}
