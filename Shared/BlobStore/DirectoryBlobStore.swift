internal import Cryptography
internal import Foundation
public import NIOPosix

/// Blobs as files of a local directory: `ab/cd/abcd…`, written under another name, synced and renamed,
/// so that a file of that name is always whole.
public struct DirectoryBlobStore: BlobStore {
  private let directory: String
  private let threads: NIOThreadPool

  /// Keeps blobs below `directory`, which is made when the first one is put. File work runs on
  /// `threads`, which the caller has started.
  public init(directory: String, threads: NIOThreadPool = .singleton) {
    self.directory = directory
    self.threads = threads
  }

  public func put(_ bytes: [UInt8]) async throws -> String {
    let digest = hexadecimal(sha256(bytes))
    let path = try path(of: digest)
    try await threads.runIfActive { try DurableFile.write(bytes, to: path) }
    return digest
  }

  public func get(_ digest: String) async throws -> [UInt8]? {
    let path = try path(of: digest)
    let bytes: [UInt8]? = try await threads.runIfActive {
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      return try Array(Data(contentsOf: URL(filePath: path)))
    }
    guard let bytes else { return nil }
    guard hexadecimal(sha256(bytes)) == digest else { throw BlobError.damaged(digest) }
    return bytes
  }

  public func remove(_ digest: String) async throws {
    let path = try path(of: digest)
    try await threads.runIfActive { try DurableFile.remove(path) }
  }

  public func size(of digest: String) async throws -> Int? {
    let path = try path(of: digest)
    return try await threads.runIfActive {
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    }
  }

  private func path(of digest: String) throws -> String {
    guard digest.utf8.count == 64, digest.utf8.allSatisfy(Self.digits.contains) else {
      throw BlobError.digest(digest)
    }
    return "\(directory)/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest)"
  }

  private static let digits = Set("0123456789abcdef".utf8)
}
