package import Foundation
internal import IdentityDomain
package import Logging
package import Postgres
package import ServiceLifecycle

/// Checks, applies and undoes imports, some hundred rows at a time, each time in one transaction with what is
/// written of them: a process that dies in between leaves the rest to the next.
package final class ImportWorker: Service {
  /// Rows of one transaction.
  private static let batch = 200
  /// Seconds for which an import is one worker's without a word from it.
  private static let lease: TimeInterval = 60

  private let pool: PostgresPool
  private let secrets: SecretDeriver
  private let now: @Sendable () -> Date
  private let logger: Logger
  private let wakeups: AsyncStream<Void>
  private let waker: AsyncStream<Void>.Continuation

  package init(
    pool: PostgresPool, secrets: SecretDeriver, now: @escaping @Sendable () -> Date, logger: Logger
  ) {
    self.secrets = secrets
    self.pool = pool
    self.now = now
    self.logger = logger
    (wakeups, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Says that there is something to do.
  package func wake() { waker.yield() }

  /// Works until the graceful shutdown: at each wake-up, and every five seconds for what another process left
  /// behind.
  package func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup { group in
        group.addTask {
          while (try? await Task.sleep(for: .seconds(5))) != nil { self.wake() }
        }
        group.addTask { for await _ in self.wakeups { await self.drain() } }
      }
    }
  }

  /// Does everything that is due.
  package func drain() async {
    do {
      while !Task.isCancelled, let id = try await claim() { await work(on: id) }
    } catch {
      logger.warning("imports wait", metadata: ["error.cause": "\(error)"])
    }
  }

  private func claim() async throws -> UUID? {
    let now = now()
    return try await ImportStore(pool).claim(now: now, until: now.addingTimeInterval(Self.lease))
  }

  private func work(on id: UUID) async {
    do {
      while !Task.isCancelled, let record = try await ImportStore(pool).find(id) {
        switch record.state {
        case .checking: try await check(record)
        case .applying: guard try await step(record, apply) else { return }
        case .undoing: guard try await step(record, undo) else { return }
        case .checked, .applied, .undone, .unreadable: return
        }
      }
    } catch {
      logger.error(
        "an import waits", metadata: ["import.id": "\(id)", "error.cause": "\(error)"])
    }
  }
}

// MARK: - Checking

extension ImportWorker {
  private func check(_ record: ImportRecord) async throws {
    // An import that is checked a second time, because the first check died, still has its file.
    let content = try await ImportStore(pool).content(record.id)
    let sheet: ImportSheet
    switch try await ImportFile.sheet(of: content) {
    case .success(let read): sheet = read
    case .failure(let reason): return try await ImportStore(pool).refuse(record.id, reason)
    }
    try await ImportStore(pool).begin(record.id, sheet)
    let rows = ImportRowStore(pool)
    let reader = ImportReader(
      columns: sheet.columns, scope: record.scope, home: record.home,
      administrations: try await rows.administrations())
    var checker = ImportChecker(
      reader: reader, caretaker: record.caretaker, cellFaults: sheet.cellFaults)
    for start in stride(from: 0, to: sheet.rows.count, by: Self.batch) {
      let part = Array(sheet.rows[start..<min(start + Self.batch, sheet.rows.count)])
      let checked = try await checker.check(part, rows)
      try await pool.transaction { connection in
        let numbered = zip((start + 1)..., zip(part, checked)).map { ($0, $1.0, $1.1) }
        try await ImportRowStore(connection).insert(numbered, of: record.id)
        try await ImportStore(connection).advance(
          record.id, by: part.count, until: now().addingTimeInterval(Self.lease))
      }
    }
    try await ImportStore(pool).enter(.checked, record.id, now: now())
  }
}

// MARK: - Applying and undoing

extension ImportWorker {
  /// Runs one batch; false when the state was left.
  private func step(
    _ record: ImportRecord,
    _ body: @Sendable (ImportRecord, PostgresConnection) async throws -> Int
  ) async throws -> Bool {
    try await pool.transaction { connection in
      guard let locked = try await ImportStore(connection).lock(record.id),
        locked.state == record.state
      else { return false }
      let count = try await body(locked, connection)
      guard count > 0 else {
        try await ImportAudit(record: locked, now: now(), connection: connection).finished()
        try await ImportStore(connection).enter(
          record.state == .applying ? .applied : .undone, record.id, now: now())
        return false
      }
      try await ImportStore(connection).advance(
        record.id, by: count, until: now().addingTimeInterval(Self.lease))
      return true
    }
  }

  private func apply(
    _ record: ImportRecord, _ connection: PostgresConnection
  ) async throws -> Int {
    let rows = try await ImportRowStore(connection).waiting(record.id, limit: Self.batch)
    try await ApplyImportRows(
      record: record, secrets: secrets, now: now(), connection: connection)(rows)
    return rows.count
  }

  private func undo(
    _ record: ImportRecord, _ connection: PostgresConnection
  ) async throws -> Int {
    let rows = try await ImportRowStore(connection).standing(record.id, limit: Self.batch)
    try await UndoImportRows(record: record, now: now(), connection: connection)(rows)
    return rows.count
  }
}

extension ImportRecord {
  /// Who imports, with the rights they had when they sent the file.
  var caretaker: Caretaker { Caretaker(account: creator, scope: scope) }
}
