/// The container of Office before 2007, and of its encrypted workbooks since (MS-CFB). Only the names in its
/// directory are looked for.
enum CompoundFile {
  static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// Why the file gives no rows.
  static func fault(of bytes: [UInt8]) -> WorkbookFault {
    if holds("EncryptedPackage", bytes) { return .encrypted }
    return holds("Workbook", bytes) || holds("Book", bytes) ? .oldFormat : .notWorkbook
  }

  /// Entries of the directory are 128 bytes long and begin with their names in UTF-16, ended by a zero.
  private static func holds(_ name: String, _ bytes: [UInt8]) -> Bool {
    let letters: [UInt8] = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let written = letters + [0, 0]
    return stride(from: 512, to: bytes.count, by: 128).contains {
      bytes[$0...].starts(with: written)
    }
  }
}
