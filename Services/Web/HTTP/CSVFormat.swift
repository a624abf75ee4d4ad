import Foundation

/// How a table is written: what stands between cells and after rows, and the bytes of its text.
struct CSVFormat: Equatable, Sendable {
  /// What most spreadsheets read without asking.
  static let spreadsheet = CSVFormat()

  var encoding = Encoding.utf8Marked
  var delimiter: Character = ","
  /// What ends each row.
  var lineEnd = "\r\n"

  /// The bytes of a text.
  enum Encoding: Equatable, Sendable {
    case utf8
    /// With a byte order mark, as the others below.
    case utf8Marked
    case utf16Little
    case utf16Big

    /// Its name in a content type; UTF-16 tells its order by the mark (RFC 2781).
    var charset: String {
      switch self {
      case .utf8, .utf8Marked: "utf-8"
      case .utf16Little, .utf16Big: "utf-16"
      }
    }

    /// `text` with the mark in front, if there is one.
    func bytes(_ text: String) -> [UInt8] {
      switch self {
      case .utf8: Array(text.utf8)
      case .utf8Marked: Array("\u{FEFF}\(text)".utf8)
      case .utf16Little: "\u{FEFF}\(text)".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case .utf16Big: "\u{FEFF}\(text)".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      }
    }
  }
}
