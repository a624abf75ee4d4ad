internal import CZip
internal import Foundation

/// An archive made in memory; the same entries always make the same bytes.
enum ZipWriter {
  /// libzip gave none, for want of memory.
  struct Failure: Error, Equatable {}

  /// The first moment a zip archive can name: 1 January 1980.
  private static let moment: time_t = 315_532_800

  static func archive(_ entries: [(name: String, content: String)]) throws(Failure) -> [UInt8] {
    guard let source = zip_source_buffer_create(nil, 0, 0, nil) else { throw Failure() }
    defer { zip_source_free(source) }
    guard let handle = zip_open_from_source(source, ZIP_TRUNCATE, nil) else { throw Failure() }
    // The archive takes its source with it; it is read afterwards.
    zip_source_keep(source)
    for entry in entries {
      guard add(entry.content, as: entry.name, to: handle) else {
        zip_discard(handle)
        throw Failure()
      }
    }
    guard zip_close(handle) == 0 else {
      zip_discard(handle)
      throw Failure()
    }
    return try content(of: source)
  }

  private static func add(_ text: String, as name: String, to handle: OpaquePointer) -> Bool {
    let bytes = Array(text.utf8)
    // libzip frees what it was given when the archive is closed.
    guard let copy = malloc(max(bytes.count, 1)) else { return false }
    bytes.withUnsafeBytes { raw in
      if let start = raw.baseAddress { memcpy(copy, start, raw.count) }
    }
    guard let source = zip_source_buffer(handle, copy, UInt64(bytes.count), 1) else {
      free(copy)
      return false
    }
    let index = zip_file_add(handle, name, source, UInt32(ZIP_FL_ENC_UTF_8))
    guard let index = UInt64(exactly: index) else {
      zip_source_free(source)
      return false
    }
    return zip_file_set_mtime(handle, index, moment, 0) == 0
  }

  private static func content(of source: OpaquePointer) throws(Failure) -> [UInt8] {
    var found = zip_stat_t()
    guard zip_source_stat(source, &found) == 0, zip_source_open(source) == 0 else {
      throw Failure()
    }
    defer { zip_source_close(source) }
    let size = Int(found.size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { room, count in
      count = max(0, Int(zip_source_read(source, room.baseAddress, UInt64(size))))
    }
    guard bytes.count == size else { throw Failure() }
    return bytes
  }
}
