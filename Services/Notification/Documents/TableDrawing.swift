/// Draws a document with a table: A4 upright, across when there are many columns, as many pages as it
/// needs. Arabic mirrors it.
///
/// A cell never breaks over two pages, so one that is higher than a page is cut at its end.
struct TableDrawing {
  typealias Box = PDFCanvas.Box
  typealias Color = PDFCanvas.Color
  typealias Style = PDFCanvas.Style

  static let margin = 48.0
  /// Between a cell's edges and its text.
  static let padding = (side: 8.0, top: 6.0)
  private static let manyColumns = 5

  let page: TablePage
  let canvas: PDFCanvas
  let columns: [TableColumn]

  /// The bytes of the PDF: the same page always makes the same bytes.
  static func render(_ page: TablePage) throws(PDFFault) -> [UInt8] {
    let isAcross = page.columns.count > Self.manyColumns
    let canvas = try PDFCanvas(
      width: isAcross ? 841.89 : 595.28, height: isAcross ? 595.28 : 841.89)
    TableDrawing(page: page, canvas: canvas).draw()
    return try PDFArchive.finish(
      canvas.finish(),
      PDFDescription(
        title: page.title, author: page.organization, subject: page.lines.first ?? "",
        language: page.language, timestamp: page.timestamp))
  }

  private init(page: TablePage, canvas: PDFCanvas) {
    self.page = page
    self.canvas = canvas
    self.columns = TableColumn.columns(
      of: page, from: Self.margin, width: canvas.width - 2 * Self.margin)
  }

  private func draw() {
    let header = self.page.hasHeader ? self.header : nil
    let head = self.headHeight
    let noteHeight = self.page.note.isEmpty ? 0 : self.height(of: self.page.note, self.note) + 12
    let pages = TablePagination(
      top: Self.margin, bottom: self.canvas.height - Self.margin - 24, firstTop: head,
      header: header.map { self.extent(of: $0).height } ?? 0, last: noteHeight
    ).pages(of: self.page.rows.map { self.extent(of: $0).height })
    self.canvas.tagged("Document") {
      var y = self.drawHead()
      self.canvas.tagged("Table") {
        for (index, rows) in pages.enumerated() {
          if index > 0 {
            self.canvas.nextPage()
            y = Self.margin
          }
          if let header { y = self.draw(header, y: y, isHeader: true, isTagged: index == 0) }
          for row in rows { y = self.draw(self.page.rows[row], y: y) }
          self.drawFooter(index + 1, of: pages.count)
        }
      }
      guard !self.page.note.isEmpty else { return }
      self.canvas.tagged("P") { _ = self.paragraph(self.page.note, y: y + 12, self.note) }
    }
  }

  private var header: TablePage.Row { TablePage.Row(self.page.columns.map(\.title)) }

  /// Draws a row and its rule, and returns where the next one begins.
  private func draw(
    _ row: TablePage.Row, y: Double, isHeader: Bool = false, isTagged: Bool = true
  ) -> Double {
    let extent = self.extent(of: row)
    let height = extent.height
    let full = Box(
      x: Self.margin, y: y, width: self.canvas.width - 2 * Self.margin, height: height)
    if isHeader || row.isStrong { self.canvas.fill(full, CertificateDrawing.pale) }
    // A header that is told again on a later page is decoration to who has heard it.
    guard isTagged else {
      self.drawCells(
        row, baseline: y + extent.baseline, isHeader: isHeader, tagged: { _, draw in draw() })
      return y + height
    }
    self.canvas.tagged("TR") {
      self.drawCells(row, baseline: y + extent.baseline, isHeader: isHeader) { index, draw in
        self.canvas.tagged(isHeader || index == 0 ? "TH" : "TD", "", draw)
      }
    }
    self.canvas.path(
      [(x: full.x, y: y + height), (x: full.x + full.width, y: y + height)],
      isHeader ? CertificateDrawing.gold : Color(0xC9D3DF), width: isHeader ? 1 : 0.5)
    return y + height
  }

  /// Draws the cells so that their first letters stand on one line, whatever their scripts.
  private func drawCells(
    _ row: TablePage.Row, baseline: Double, isHeader: Bool, tagged: (Int, () -> Void) -> Void
  ) {
    for (index, (column, text)) in zip(self.columns, row.cells).enumerated() {
      let style = self.style(isHeader: isHeader, isStrong: row.isStrong || index == 0)
      let width = column.width - 2 * Self.padding.side
      let extent = self.canvas.extent(of: text, width: width, style)
      tagged(index) {
        self.canvas.paragraph(
          text.isEmpty ? " " : text, x: column.x + Self.padding.side,
          y: baseline - extent.baseline, width: width, side: column.side, style)
      }
    }
  }

  private func extent(of row: TablePage.Row) -> PDFCanvas.Extent {
    let isHeader = row == self.header
    let cells = zip(self.columns, row.cells).enumerated().map { index, cell in
      self.canvas.extent(
        of: cell.1, width: cell.0.width - 2 * Self.padding.side,
        self.style(isHeader: isHeader, isStrong: row.isStrong || index == 0))
    }
    let above = cells.map(\.baseline).max() ?? 0
    let below = cells.map { $0.height - $0.baseline }.max() ?? 0
    return PDFCanvas.Extent(
      height: above + below + 2 * Self.padding.top, baseline: Self.padding.top + above)
  }

  private func style(isHeader: Bool, isStrong: Bool) -> Style {
    Style(
      size: 9.5 * self.scale,
      color: isHeader ? CertificateDrawing.muted : CertificateDrawing.blue,
      isBold: isHeader || isStrong)
  }

  /// Arabic letters are drawn smaller than Latin ones of the same size.
  var scale: Double { self.page.isRightToLeft ? 1.15 : 1 }
}
