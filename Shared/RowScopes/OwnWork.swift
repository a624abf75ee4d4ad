internal import Postgres
public import ServiceLifecycle

/// Work that a service does by itself, for nobody's call: it sees every row.
public struct OwnWork: Service {
  private let work: any Service

  /// Runs `work` as the service itself.
  public init(_ work: any Service) { self.work = work }

  public func run() async throws {
    try await PostgresScope.service.run { try await self.work.run() }
  }
}
