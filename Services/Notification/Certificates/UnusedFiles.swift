internal import BlobStore
internal import Logging
internal import Postgres
internal import ServiceLifecycle

/// Deletes the files of certificates whose holders were erased, every minute. May run in any number of processes.
struct UnusedFiles: Service {
  let pool: PostgresPool
  let blobs: any BlobStore
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      repeat {
        do { try await self.delete() } catch {
          self.logger.warning(
            "files of erased people are not deleted", metadata: ["error.cause": "\(error)"])
        }
      } while (try? await Task.sleep(for: .seconds(60))) != nil
    }
  }

  /// Deletes those that are noted.
  func delete() async throws {
    let store = PersonStore()
    for digest in try await store.unusedFiles(in: self.pool) {
      try await self.blobs.remove(digest)
      try await store.forget(file: digest, in: self.pool)
    }
  }
}
