import Events
import Foundation
import Postgres
import SwiftProtobuf
import TestSupport

/// What these tests send: `google.protobuf` stands for a service's package.
typealias Said = Google_Protobuf_StringValue
typealias Counted = Google_Protobuf_Int64Value

/// Lends a database with the tables of Events and one in which handlers leave their effect.
func withEffectDatabase<T: Sendable>(_ body: (PostgresPool) async throws -> T) async throws -> T {
  try await withTestDatabase(
    schema: "protobuf", components: [.events, try EffectMigrations.component()], { _ in }, body)
}

/// The same by its addresses.
func withEffectDatabaseAddresses<T: Sendable>(
  _ body: (TestDatabase) async throws -> T
) async throws -> T {
  try await withTestDatabaseAddresses(
    schema: "protobuf", components: [.events, try EffectMigrations.component()], body)
}

private enum EffectMigrations {
  /// The same folder for all tests of the process, so that the template database is made once.
  private static let directory = FileManager.default.temporaryDirectory
    .appending(path: "clikc-effects-\(ProcessInfo.processInfo.processIdentifier)")
  private static let written: Result<Void, any Error> = Result {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try """
    create table effect (position bigint generated always as identity, text text not null);
    create table latest (id uuid primary key, version bigint not null, text text not null);
    """.write(
      to: directory.appending(path: "V0001_effect.sql"), atomically: true, encoding: .utf8)
  }

  static func component() throws -> MigrationComponent {
    try written.get()
    return MigrationComponent(name: "effects", directory: directory)
  }
}

extension PostgresPool {
  /// Appends an event in a transaction of its own.
  @discardableResult
  func say(_ text: String) async throws -> UUID {
    try await transaction { connection in
      try await Outbox.append(
        Said(text), aggregate: UUID(), version: 1, at: Date(), in: connection)
    }
  }

  /// What handlers left, in order.
  func effects() async throws -> [String] {
    try await query("select text from effect order by position").map { try $0.decode("text") }
  }

  /// Waits until so many effects were committed by handlers of this process.
  func effects(atLeast count: Int) async throws -> [String] {
    var signals = signals("effect").makeAsyncIterator()
    while true {
      let found = try await effects()
      if found.count >= count { return found }
      await signals.next()
    }
  }

  /// Waits until everything in the outbox is published.
  func outboxDrained() async throws {
    while try await !query("select from outbox where published_at is null limit 1").isEmpty {
      try await query("select pg_sleep(0.01)")
    }
  }
}

extension EventSubscriptions {
  /// Leaves the event's text as its effect.
  mutating func recordSaid() {
    on(Said.self) { event, _, connection in
      try await connection.query("insert into effect (text) values (\(event.value))")
      connection.signalAfterCommit("effect")
    }
  }
}
