public import Foundation
public import Logging

/// A set of migrations with numbers of its own inside a schema.
public struct MigrationComponent: Sendable {
  /// Its name in `schema_migrations`.
  public let name: String
  /// Where its files are.
  public let directory: URL

  /// Names a set of migrations.
  public init(name: String, directory: URL) {
    self.name = name
    self.directory = directory
  }
}

/// Brings a schema to the state its migration files describe.
///
/// Each file runs once, in a transaction together with its row in `schema_migrations`; an advisory
/// lock lets one process at a time do it. A file that was changed, renamed or removed after it was
/// applied stops everything with one clear line. Components are applied in the order given.
public struct Migrator: Sendable {
  private let components: [MigrationComponent]
  private let schema: String
  private let logger: Logger

  /// Takes components in order, and the schema they all live in.
  public init(
    components: [MigrationComponent], schema: String,
    logger: Logger = Logger(label: "clikc.migrations")
  ) {
    self.components = components
    self.schema = schema
    self.logger = logger
  }

  /// Applies what is missing, as the schema's owner.
  ///
  /// - Returns: what was applied now, such as `events V0001_outbox`.
  @discardableResult
  public func apply(_ ownerURL: String) async throws -> [String] {
    var configuration = try PostgresConfiguration(
      url: ownerURL, maximumConnections: 1, applicationName: "clikc-migrate", schema: schema)
    // Waiting for another migrator and filling an index may take long; a statement that waits for a
    // lock stands in the way of everybody behind it and may not.
    configuration.statementTimeout = .seconds(600)
    configuration.lockTimeout = .zero
    let pool = PostgresPool(configuration, logger: logger)
    let applied: [String]
    do {
      applied = try await pool.withSession { try await apply(on: $0.connection) }
    } catch {
      await pool.close()
      throw error
    }
    await pool.close()
    return applied
  }

  private func apply(on connection: PostgresConnection) async throws -> [String] {
    let lock = "clikc.migrations.\(schema)"
    try await connection.query("select pg_advisory_lock(hashtextextended(\(lock), 0))")
    try await connection.query("set lock_timeout = '10s'")
    try await connection.query("set client_min_messages = warning")
    try await createTable(connection)
    var labels: [String] = []
    for component in components {
      for (file, checksum) in try await pending(component, connection) {
        try await apply(file, checksum, component, connection)
        labels.append("\(component.name) V\(file.label)")
      }
    }
    return labels
  }

  private func createTable(_ connection: PostgresConnection) async throws {
    try await connection.query(
      """
      create table if not exists schema_migrations (
        component text not null,
        version integer not null,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now(),
        primary key (component, version)
      )
      """)
  }

  private func pending(
    _ component: MigrationComponent, _ connection: PostgresConnection
  ) async throws -> [(file: MigrationFile, checksum: String)] {
    var files: [(file: MigrationFile, checksum: String)] = []
    for file in try MigrationFile.read(component.directory, component: component.name) {
      let rows = try await connection.query(
        "select encode(sha256(\(Array(file.text.utf8))), 'hex') as checksum")
      guard let row = rows.first else { continue }
      files.append((file, try row.decode(String.self, "checksum")))
    }
    let rows = try await connection.query(
      """
      select version, name, checksum from schema_migrations
      where component = \(component.name) order by version
      """)
    let applied = try rows.map { row in
      MigrationPlan.Applied(
        version: try row.decode(Int.self, "version"), name: try row.decode(String.self, "name"),
        checksum: try row.decode(String.self, "checksum"))
    }
    return try MigrationPlan.pending(component: component.name, files: files, applied: applied)
  }

  private func apply(
    _ file: MigrationFile, _ checksum: String, _ component: MigrationComponent,
    _ connection: PostgresConnection
  ) async throws {
    do {
      try await connection.query("begin")
      try await connection.run(unsafeScript: file.text)
      try await connection.query(
        """
        insert into schema_migrations (component, version, name, checksum)
        values (\(component.name), \(file.version), \(file.name), \(checksum))
        """)
      try await connection.query("commit")
    } catch {
      // The session ends with this error, and the open transaction with it.
      throw PostgresError(
        .configuration, "\(component.name): V\(file.label).sql failed: \(error)",
        sqlState: error.sqlState)
    }
  }
}
