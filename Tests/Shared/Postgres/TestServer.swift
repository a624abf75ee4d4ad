import Foundation
import Logging
import Postgres
import Testing

/// The server `./clikc test` starts.
enum TestServer {
  static var url: String {
    get throws {
      try #require(
        ProcessInfo.processInfo.environment["CLIKC_TEST_POSTGRES_URL"],
        "run the tests with ./clikc test")
    }
  }

  /// Lends a pool and closes it.
  static func withPool<T: Sendable>(
    maximumConnections: Int = 4, schema: String? = nil,
    _ adjust: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (PostgresPool) async throws -> T
  ) async throws -> T {
    var configuration = try PostgresConfiguration(
      url: try url, maximumConnections: maximumConnections, applicationName: "clikc-test",
      schema: schema)
    adjust(&configuration)
    let pool = PostgresPool(configuration, logger: Logger(label: "test"))
    let result: T
    do {
      result = try await body(pool)
    } catch {
      await pool.close()
      throw error
    }
    await pool.close()
    return result
  }

  /// Lends a pool whose queries see a schema of their own, dropped in the end.
  static func withSchema<T: Sendable>(
    _ adjust: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (PostgresPool) async throws -> T
  ) async throws -> T {
    let schema = "test_" + UUID().uuidString.replacingOccurrences(of: "-", with: "").lowercased()
    return try await withPool(schema: schema, adjust) { pool in
      try await pool.query("create schema \(unsafeSQL: schema)")
      let result: T
      do {
        result = try await body(pool)
      } catch {
        try await pool.query("drop schema \(unsafeSQL: schema) cascade")
        throw error
      }
      try await pool.query("drop schema \(unsafeSQL: schema) cascade")
      return result
    }
  }
}
