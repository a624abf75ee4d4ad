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
  /// The last column of a workbook that may have something in it.
  package static let mostColumns = 64

  package let encoding: ImportEncoding
  /// What stands between the cells of a text; empty of a workbook.
  package let delimiter: String
  /// What ends the first row of a text; empty of a workbook.
  package let lineEnd: String
  /// The names as they stand in the file.
  package let header: [String]
  package let columns: [ImportColumn]
  package let rows: [[String]]
  /// Of rows, counted from 0, that have cells which do not say what was typed: what is wrong with them.
  package let cellFaults: [Int: [ImportRowFault]]

  /// From the bytes of a text.
  package init(_ bytes: [UInt8]) throws(UnreadableImport) {
    let encoding = ImportEncoding(of: bytes)
    let text = try DelimitedText(try ImportText.decode(bytes, encoding))
    try self.init(
      text.rows.map { $0.map { ImportCell($0) } }, encoding, String(text.delimiter),
      String(text.lineEnd))
  }

  /// From the cells of a workbook.
  package init(workbook rows: [[ImportCell]]) throws(UnreadableImport) {
    try self.init(ImportCell.table(rows), .workbook, "", "")
  }

  private init(
    _ cells: [[ImportCell]], _ encoding: ImportEncoding, _ delimiter: String, _ lineEnd: String
  ) throws(UnreadableImport) {
    guard let first = cells.first, cells.count > 1 else { throw UnreadableImport(.noRows) }
    guard cells.count <= Self.mostRows + 1 else { throw UnreadableImport(.tooManyRows) }
    let people = cells.dropFirst()
    header = first.map(\.text)
    columns = try Self.columns(header)
    rows = people.map { $0.map(\.text) }
    cellFaults = Self.faults(people, columns)
    (self.encoding, self.delimiter, self.lineEnd) = (encoding, delimiter, lineEnd)
  }

  private static func columns(_ header: [String]) throws(UnreadableImport) -> [ImportColumn] {
    var columns: [ImportColumn] = []
    for name in header {
      guard !name.isEmpty else { throw UnreadableImport(.unnamedColumn) }
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
    return columns
  }

  private static func faults(
    _ rows: ArraySlice<[ImportCell]>, _ columns: [ImportColumn]
  ) -> [Int: [ImportRowFault]] {
    var faults: [Int: [ImportRowFault]] = [:]
    for (index, row) in rows.enumerated() {
      for (column, cell) in zip(columns, row) where column != .reason {
        guard let fault = cell.fault else { continue }
        faults[index, default: []].append(ImportRowFault(column.name, fault.rawValue))
      }
    }
    return faults
  }
}
