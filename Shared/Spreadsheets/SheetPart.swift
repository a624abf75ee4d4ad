/// The rows of a worksheet that have something in them. Cells that are not written are empty, and so are the ends of
/// rows: each ends with its last cell that is not.
final class SheetPart: XMLListener {
  private(set) var rows: [[SheetCell]] = []
  private let values: CellValues
  private let limits: WorkbookLimits
  private var row: [SheetCell] = []
  private var rowNumber = 0
  private var column = 0
  private var cell = WrittenCell()
  private var collects = false
  private var textBytes = 0

  init(_ values: CellValues, _ limits: WorkbookLimits) {
    self.values = values
    self.limits = limits
  }

  func begin(
    _ name: String, _ attributes: XMLAttributes, in parent: String
  ) throws(WorkbookFault) {
    switch (parent, name) {
    case ("sheetData", "row"): try beginRow(attributes["r"])
    case ("row", "c"): try beginCell(attributes)
    case ("c", "f"): cell.isFormula = true
    case ("c", "v"), ("is", "t"), ("r", "t"):
      collects = (name == "v") == (cell.type != "inlineStr")
      cell.hasValue = cell.hasValue || collects
    default: break
    }
  }

  func end(_ name: String, in parent: String) throws(WorkbookFault) {
    switch (parent, name) {
    case ("sheetData", "row"): try endRow()
    case ("row", "c"): try endCell()
    case (_, "v"), (_, "t"): collects = false
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if collects { cell.bytes.append(contentsOf: bytes) }
  }

  /// Rows stand in order; a number that goes back or twice is a contradiction.
  private func beginRow(_ written: String?) throws(WorkbookFault) {
    let number: Int? = if let written { Int(written) } else { rowNumber + 1 }
    guard let number, number > rowNumber, number <= CellReference.lastRow else { throw .damaged }
    (row, rowNumber, column) = ([], number, 0)
  }

  private func endRow() throws(WorkbookFault) {
    guard !row.isEmpty else { return }
    guard rows.count < limits.rows else { throw .tooManyRows }
    rows.append(row)
  }

  private func beginCell(_ attributes: XMLAttributes) throws(WorkbookFault) {
    if let written = attributes["r"] {
      guard let place = CellReference(written), place.row == rowNumber, place.column > column
      else { throw .damaged }
      column = place.column
    } else {
      column += 1
      guard column <= CellReference.lastColumn else { throw .damaged }
    }
    cell.begin(attributes["t"] ?? "n", style: attributes["s"])
  }

  private func endCell() throws(WorkbookFault) {
    let found = try values.value(of: cell)
    guard !found.isEmpty else { return }
    guard column <= limits.columns else { throw .tooManyColumns }
    textBytes += found.text.utf8.count
    guard textBytes <= limits.textBytes else { throw .tooLarge }
    while row.count < column - 1 { row.append(.empty) }
    row.append(found)
  }
}

/// A cell as the sheet writes it.
struct WrittenCell {
  private(set) var type = "n"
  private(set) var style = 0
  var bytes: [UInt8] = []
  var isFormula = false
  var hasValue = false

  mutating func begin(_ type: String, style: String?) {
    self.type = type
    self.style = style.flatMap(Int.init) ?? 0
    bytes.removeAll(keepingCapacity: true)
    (isFormula, hasValue) = (false, false)
  }
}
