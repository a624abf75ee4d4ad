internal import BlobStore
internal import Foundation
internal import Postgres

/// Deletes the pictures of photos that nobody shows any more. May run any number of times, in any process.
struct UnusedPhotos: Sendable {
  /// Seconds after which pages that named a photo are gone.
  static let keep: TimeInterval = 3600

  let pool: PostgresPool
  let blobs: any BlobStore

  func delete(now: Date) async throws {
    let store = PhotoStore(pool)
    for digest in try await store.unused(before: now.addingTimeInterval(-Self.keep)) {
      try await blobs.remove(digest)
      try await store.forget(digest)
    }
  }
}
