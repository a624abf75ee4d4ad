import BlobStore
import Cryptography
import Foundation
import Testing

@Suite("A blob store in a directory")
struct DirectoryBlobStoreTests {
  private let directory = FileManager.default.temporaryDirectory
    .appending(path: "blobs-\(UUID().uuidString)").path()

  @Test("gives back what was put, under the digest of it")
  func roundTrip() async throws {
    try await withStore { store in
      let bytes = Array("customs".utf8)

      let digest = try await store.put(bytes)

      #expect(digest == hexadecimal(sha256(bytes)))
      #expect(try await store.get(digest) == bytes)
      #expect(try await store.size(of: digest) == bytes.count)
    }
  }

  @Test("keeps the empty blob, and one put by many at once, whole")
  func concurrent() async throws {
    try await withStore { store in
      let bytes = [UInt8](repeating: 42, count: 300_000)
      let digests = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<20 { group.addTask { try await store.put(bytes) } }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }

      #expect(digests.count == 1)
      let digest = try #require(digests.first)
      #expect(try await store.get(digest) == bytes)
      #expect(try await store.get(store.put([])) == [])
    }
  }

  @Test("has nothing for a digest that was never put")
  func absent() async throws {
    try await withStore { store in
      let digest = hexadecimal(sha256([1]))
      let bytes = try await store.get(digest)
      let size = try await store.size(of: digest)
      #expect(bytes == nil)
      #expect(size == nil)
    }
  }

  @Test(
    "refuses a digest that is none, so that no path leaves the directory",
    arguments: [
      "", "../../etc/passwd", String(repeating: "A", count: 64), String(repeating: "0", count: 63),
    ])
  func noDigest(_ text: String) async throws {
    try await withStore { store in
      await #expect(throws: BlobError.digest(text)) { try await store.get(text) }
    }
  }

  @Test("says that a blob was damaged rather than giving it")
  func damaged() async throws {
    try await withStore { store in
      let digest = try await store.put([1, 2, 3])
      let file = "\(directory)/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest)"
      try Data([1, 2, 4]).write(to: URL(filePath: file))

      await #expect(throws: BlobError.damaged(digest)) { try await store.get(digest) }
    }
  }

  private func withStore(_ body: (DirectoryBlobStore) async throws -> Void) async throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    try await body(DirectoryBlobStore(directory: directory))
    try FileManager.default.removeItem(atPath: directory)
  }
}
