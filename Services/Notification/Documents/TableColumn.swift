/// Where a column of a table stands.
struct TableColumn {
  let x: Double
  let width: Double
  /// Where its texts are set.
  let side: PDFCanvas.Side

  /// The columns of a page within the width that begins at `x`, by their shares; from the right where
  /// lines begin there.
  static func columns(of page: TablePage, from x: Double, width: Double) -> [TableColumn] {
    let shares = Double(page.columns.reduce(0) { $0 + $1.share })
    let end: PDFCanvas.Side = page.isRightToLeft ? .left : .right
    let start: PDFCanvas.Side = page.isRightToLeft ? .right : .left
    var passed = 0.0
    return page.columns.map { column in
      let part = width * Double(column.share) / shares
      defer { passed += part }
      return TableColumn(
        x: page.isRightToLeft ? x + width - passed - part : x + passed, width: part,
        side: column.holdsFigures ? end : start)
    }
  }
}
