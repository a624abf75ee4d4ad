import Foundation

/// A column of an import that is known by its name.
package enum ImportColumn: Hashable, Sendable {
  case username
  case name
  case email
  case language
  case administration
  case role
  /// Kept for Catalogue: a course to enrol in, 1 to 9.
  case course(Int)
  /// Of a file of errors that comes back; not looked at.
  case reason

  /// By the name in the first row, whatever its case.
  package init?(_ name: String) {
    switch name.lowercased() {
    case "username": self = .username
    case "name": self = .name
    case "email": self = .email
    case "language": self = .language
    case "administration": self = .administration
    case "role": self = .role
    case "reason": self = .reason
    case let other:
      guard other.hasPrefix("course"), let number = Int(other.dropFirst(6)),
        (1...9).contains(number)
      else { return nil }
      self = .course(number)
    }
  }

  /// The name in the first row.
  package var name: String {
    switch self {
    case .username: "username"
    case .name: "name"
    case .email: "email"
    case .language: "language"
    case .administration: "administration"
    case .role: "role"
    case .course(let number): "course\(number)"
    case .reason: "reason"
    }
  }
}

/// A file with its columns understood.
package struct ImportSheet: Equatable, Sendable {
  package static let mostRows = 20_000

  package let encoding: ImportEncoding
  package let delimiter: Character
  /// What ends the first row.
  package let lineEnd: Character
  /// The names as they stand in the file.
  package let header: [String]
  package let columns: [ImportColumn]
  package let rows: [[String]]

  package init(_ bytes: [UInt8]) throws(UnreadableImport) {
    encoding = ImportEncoding(of: bytes)
    let text = try DelimitedText(try ImportText.decode(bytes, encoding))
    guard let header = text.rows.first, text.rows.count > 1 else {
      throw UnreadableImport(.noRows)
    }
    guard text.rows.count <= Self.mostRows + 1 else { throw UnreadableImport(.tooManyRows) }
    var columns: [ImportColumn] = []
    for name in header {
      guard let column = ImportColumn(name) else {
        throw UnreadableImport(.unknownColumn, column: String(name.prefix(100)))
      }
      guard !columns.contains(column) else {
        throw UnreadableImport(.repeatedColumn, column: column.name)
      }
      columns.append(column)
    }
    for needed in [ImportColumn.name, .email] where !columns.contains(needed) {
      throw UnreadableImport(.missingColumn, column: needed.name)
    }
    delimiter = text.delimiter
    lineEnd = text.lineEnd
    self.header = header
    self.columns = columns
    rows = Array(text.rows.dropFirst())
  }
}
