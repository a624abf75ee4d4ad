package import BlobStore
package import Foundation
package import Logging
package import Postgres
package import ServiceLifecycle

/// Deletes what has no use any more, at the start and every hour.
package struct Sweeper: Service {
  private let pool: PostgresPool
  private let blobs: any BlobStore
  private let now: @Sendable () -> Date
  private let logger: Logger

  package init(
    pool: PostgresPool, blobs: any BlobStore, now: @escaping @Sendable () -> Date, logger: Logger
  ) {
    self.pool = pool
    self.blobs = blobs
    self.now = now
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      repeat { await sweep() } while (try? await Task.sleep(for: .seconds(3600))) != nil
    }
  }

  /// A sweep that fails is made up for by the next one.
  private func sweep() async {
    do {
      try await Sweep(pool).run(now: now())
      try await UnusedPhotos(pool: pool, blobs: blobs).delete(now: now())
    } catch {
      logger.warning("a sweep failed", metadata: ["error.cause": "\(error)"])
    }
  }
}
