import Foundation
import Testing

@testable import Postgres

@Suite("Migrations")
struct MigratorTests {
  @Test("run once, in order, one component after the other")
  func appliesOnce() async throws {
    try await withFiles { files in
      try files.write("a", "V0001_first.sql", "create table first (x integer);")
      try files.write(
        "a", "V0002_second.sql", "alter table first add y text; insert into first values (1, 'z');")
      try files.write("b", "V0001_other.sql", "create table other (x integer);")

      let first = try await files.apply(["a", "b"])
      let second = try await files.apply(["a", "b"])
      try files.write("a", "V0003_third.sql", "create index on first (x);")
      let third = try await files.apply(["a", "b"])

      #expect(first == ["a V0001_first", "a V0002_second", "b V0001_other"])
      #expect(second == [])
      #expect(third == ["a V0003_third"])
    }
  }

  @Test("refuse a file that changed after it was applied")
  func refusesChanged() async throws {
    try await withFiles { files in
      try files.write("a", "V0001_first.sql", "create table first (x integer);")
      try await files.apply(["a"])

      try files.write("a", "V0001_first.sql", "create table first (x bigint);")
      let error = try await #require(throws: PostgresError.self) { try await files.apply(["a"]) }

      #expect(
        error.message == "a: V0001_first.sql was changed after it was applied; add a new file")
    }
  }

  @Test("refuse to run when an applied file is gone, or a number is missing")
  func refusesMissing() async throws {
    try await withFiles { files in
      try files.write("a", "V0001_first.sql", "create table first (x integer);")
      try files.write("a", "V0002_second.sql", "create table second (x integer);")
      try await files.apply(["a"])

      try files.remove("a", "V0002_second.sql")
      let gone = try await #require(throws: PostgresError.self) { try await files.apply(["a"]) }
      try files.write("a", "V0003_third.sql", "select 1;")
      let gap = try await #require(throws: PostgresError.self) { try await files.apply(["a"]) }

      #expect(gone.message == "a: version 2 (second) was applied, but its file is missing")
      #expect(gap.message == "a: V0003_third stands where version 2 belongs")
    }
  }

  @Test("leave nothing of a file that fails half-way")
  func rollsBack() async throws {
    try await withFiles { files in
      try files.write(
        "a", "V0001_first.sql", "create table first (x integer); insert into nowhere values (1);")

      let error = try await #require(throws: PostgresError.self) { try await files.apply(["a"]) }

      #expect(error.message.hasPrefix("a: V0001_first.sql failed: "))
      #expect(error.sqlState == .undefinedTable)
      try files.write("a", "V0001_first.sql", "create table first (x integer);")
      #expect(try await files.apply(["a"]) == ["a V0001_first"])
    }
  }

  @Test("several processes at once apply each file once")
  func concurrently() async throws {
    try await withFiles { files in
      try files.write("a", "V0001_first.sql", "create table first (x integer);")

      let applied = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 1...5 { group.addTask { try await files.apply(["a"]) } }
        return try await group.reduce(into: []) { $0 += $1 }
      }

      #expect(applied == ["a V0001_first"])
    }
  }

  @Test(
    "take only names like V0001_name.sql",
    arguments: ["V1_x.sql", "V0001-x.sql", "V0001_X.sql", "0001_x.sql", "V0001_.sql"])
  func names(name: String) {
    #expect(MigrationFile.parse(name) == nil)
  }

  private func withFiles(_ body: (MigrationFolder) async throws -> Void) async throws {
    try await TestServer.withSchema { pool in
      let rows = try await pool.query("select current_schema() as schema")
      let folder = MigrationFolder(
        root: FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString),
        schema: try rows[0].decode(String.self, "schema"))
      defer { folder.removeAll() }
      try await body(folder)
    }
  }
}

/// Migration files of a test.
private struct MigrationFolder: Sendable {
  let root: URL
  let schema: String

  func write(_ component: String, _ name: String, _ text: String) throws {
    let directory = root.appendingPathComponent(component)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try text.write(to: directory.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  func remove(_ component: String, _ name: String) throws {
    try FileManager.default.removeItem(
      at: root.appendingPathComponent(component).appendingPathComponent(name))
  }

  func removeAll() {
    try? FileManager.default.removeItem(at: root)
  }

  @discardableResult
  func apply(_ components: [String]) async throws -> [String] {
    let list = components.map {
      MigrationComponent(name: $0, directory: root.appendingPathComponent($0))
    }
    return try await Migrator(components: list, schema: schema).apply(try TestServer.url)
  }
}
