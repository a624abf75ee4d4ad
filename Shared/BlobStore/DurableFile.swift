internal import Foundation

/// Files that are whole or not there.
enum DurableFile {
  /// Writes the bytes beside `path`, syncs them, and renames; a file already there is left alone,
  /// since its name says what is in it.
  static func write(_ bytes: [UInt8], to path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let directory = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let temporary = "\(path).\(UUID().uuidString)"
    do {
      try fill(temporary, with: bytes)
      guard rename(temporary, path) == 0 else { throw failure("rename", path) }
      try sync(directory: directory)
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Deletes a file; one that is not there is no error.
  static func remove(_ path: String) throws {
    guard unlink(path) != 0, errno != ENOENT else { return }
    throw failure("delete", path)
  }

  private static func fill(_ path: String, with bytes: [UInt8]) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("write", path) }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw failure("sync", path) }
  }

  private static func sync(directory: String) throws {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", directory) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("sync", directory) }
  }

  private static func failure(_ attempt: String, _ path: String) -> BlobError {
    .system("\(attempt) \(path): \(String(cString: strerror(errno)))")
  }
}
