/// Why a cell of a workbook does not say what somebody typed; the raw value is the stable reason.
package enum ImportCellFault: String, Sendable {
  /// It is a date, which spreadsheets make of "3-4" or "MAR1" unasked: what was typed is lost, and no column of
  /// people is one of dates.
  case date = "DATE_CELL"
  /// Its formula failed, or came without a result.
  case error = "ERROR_CELL"
}

/// A cell of a file.
package struct ImportCell: Equatable, Sendable {
  package let text: String
  package let fault: ImportCellFault?

  package init(_ text: String, _ fault: ImportCellFault? = nil) {
    self.text = text
    self.fault = fault
  }

  private var isEmpty: Bool { text.isEmpty && fault == nil }

  /// The table in the cells of a workbook, as a text would have it: without spaces around cells, without rows and
  /// columns in which nothing stands.
  static func table(_ rows: [[ImportCell]]) -> [[ImportCell]] {
    let tidy = rows.map { $0.map { ImportCell($0.text.trimmingSpaces.unguarded, $0.fault) } }
      .filter { !$0.allSatisfy(\.isEmpty) }
    let width = tidy.map(\.count).max() ?? 0
    let used = (0..<width).filter { column in
      tidy.contains { column < $0.count && !$0[column].isEmpty }
    }
    return tidy.map { row in used.filter { $0 < row.count }.map { row[$0] } }
  }
}
