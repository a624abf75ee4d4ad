internal import CatalogueDomain
internal import Foundation
internal import Postgres

/// Writes an event in the transaction of what it tells.
struct EventRecorder: Sendable {
  let append: @Sendable (CatalogueEvent, Date, PostgresConnection) async throws -> Void

  func callAsFunction(
    _ event: CatalogueEvent, at now: Date, in connection: PostgresConnection
  ) async throws {
    try await self.append(event, now, connection)
  }
}
