package import Foundation
package import IdentityDomain
package import Logging
package import Postgres
package import ServiceLifecycle
internal import Synchronization

/// When sessions were used, written down every second for all of them at once, so that nobody who uses one waits for a
/// commit.
///
/// What a process that dies had not written makes these sessions end that much earlier without a call, by some seconds
/// of thirty minutes.
package final class SessionTouches: Service {
  /// Sessions of one statement.
  private static let batch = 1000
  /// Beyond so many that wait, while the database is away, further ones are not kept.
  private static let capacity = 200_000

  private let pool: PostgresPool
  private let logger: Logger
  private let waiting = Mutex<[UUID: Date]>([:])

  package init(pool: PostgresPool, logger: Logger) {
    self.pool = pool
    self.logger = logger
  }

  /// Writes every second, and at the end what is left.
  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while (try? await Task.sleep(for: .seconds(1))) != nil { await self.attempt() }
    }
    await attempt()
  }

  /// The session was used; written down soon, and once a minute at most.
  package func note(_ session: UUID, _ times: SessionTimes, used: Date) {
    guard SessionRule.isTouchDue(lastSeen: times.lastSeen, now: used) else { return }
    keep([session: used])
  }

  /// Writes down what waits. Throws when it cannot, and then it goes on waiting.
  package func flush() async throws(PostgresError) {
    while let batch = take() {
      do throws(PostgresError) {
        try await SessionStore(pool).touch(batch)
      } catch {
        keep(batch)
        throw error
      }
    }
  }

  private func attempt() async {
    do { try await flush() } catch {
      logger.warning(
        "uses of sessions wait for the database", metadata: ["error.cause": "\(error)"])
    }
  }

  private func keep(_ used: [UUID: Date]) {
    waiting.withLock { waiting in
      guard waiting.count < Self.capacity else { return }
      waiting.merge(used) { max($0, $1) }
    }
  }

  private func take() -> [UUID: Date]? {
    waiting.withLock { waiting in
      guard !waiting.isEmpty else { return nil }
      let batch = Dictionary(uniqueKeysWithValues: waiting.prefix(Self.batch).map { ($0, $1) })
      for id in batch.keys { waiting[id] = nil }
      return batch
    }
  }
}
