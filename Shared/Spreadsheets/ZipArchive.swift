internal import CZip

/// An archive in memory. libzip's rule is that one archive may not be used by two threads at once, so this class is
/// not Sendable and lives within one reading. Nothing is written to disk, and no entry is believed about its size.
final class ZipArchive {
  static let signatures: [[UInt8]] = [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6]]
  private static let chunk = 64 * 1024

  private let handle: OpaquePointer
  /// libzip reads from here until the archive is closed.
  private let content: UnsafeMutableRawBufferPointer
  private let budget: ReadingBudget

  init(_ bytes: [UInt8], _ budget: ReadingBudget) throws(WorkbookFault) {
    let content = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    content.copyBytes(from: bytes)
    guard let handle = Self.open(content) else {
      content.deallocate()
      throw .damaged
    }
    (self.handle, self.content, self.budget) = (handle, content, budget)
    guard zip_get_num_entries(handle, 0) <= budget.limits.parts else { throw .tooLarge }
  }

  deinit {
    zip_discard(handle)
    content.deallocate()
  }

  private static func open(_ content: UnsafeMutableRawBufferPointer) -> OpaquePointer? {
    guard
      let source = zip_source_buffer_create(content.baseAddress, UInt64(content.count), 0, nil)
    else { return nil }
    guard let handle = zip_open_from_source(source, ZIP_RDONLY, nil) else {
      zip_source_free(source)
      return nil
    }
    return handle
  }

  /// Whether there is an entry of this name, whatever its case, as names of parts are compared.
  func has(_ name: String) -> Bool { index(of: name) != nil }

  private func index(of name: String) -> UInt64? {
    UInt64(exactly: zip_name_locate(handle, name, UInt32(ZIP_FL_NOCASE)))
  }

  /// Hands an entry to `body` piece by piece. Its checksum is looked at with the last.
  func read(
    _ name: String, _ body: (UnsafeRawBufferPointer) throws(WorkbookFault) -> Void
  ) throws(WorkbookFault) {
    guard let index = index(of: name) else { throw .damaged }
    try checkForm(of: index)
    guard let file = zip_fopen_index(handle, index, 0) else { throw .damaged }
    defer { zip_fclose(file) }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 1)
    defer { room.deallocate() }
    while true {
      let count = Int(zip_fread(file, room.baseAddress, UInt64(Self.chunk)))
      guard count >= 0 else { throw .damaged }
      guard count > 0 else { return }
      try budget.take(bytes: count)
      try body(UnsafeRawBufferPointer(rebasing: room[..<count]))
    }
  }

  /// ECMA-376 part 2 knows entries that are stored or deflated, and none that are encrypted.
  private func checkForm(of index: UInt64) throws(WorkbookFault) {
    var found = zip_stat_t()
    guard zip_stat_index(handle, index, 0, &found) == 0 else { throw .damaged }
    guard found.encryption_method == UInt16(ZIP_EM_NONE) else { throw .encrypted }
    guard [ZIP_CM_STORE, ZIP_CM_DEFLATE].contains(Int32(found.comp_method)) else {
      throw .damaged
    }
  }
}
