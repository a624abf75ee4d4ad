import BlobStore
import Synchronization

/// A store that holds nothing and remembers what it was told to delete.
final class BlobList: BlobStore {
  private let list = Mutex<[String]>([])

  var removed: [String] { list.withLock { $0 } }

  func put(_ bytes: [UInt8]) async throws -> String { throw BlobError.system("holds nothing") }
  func get(_ digest: String) async throws -> [UInt8]? { nil }
  func size(of digest: String) async throws -> Int? { nil }
  func remove(_ digest: String) async throws { list.withLock { $0.append(digest) } }
}
