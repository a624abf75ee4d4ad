extension TableDrawing {
  /// The side where lines begin.
  var start: PDFCanvas.Side { self.page.isRightToLeft ? .right : .left }

  var note: Style { Style(size: 8.5 * self.scale, color: CertificateDrawing.muted) }

  private var organization: Style { Style(size: 9 * self.scale, color: CertificateDrawing.muted) }
  private var name: Style { Style(size: 18, color: CertificateDrawing.blue, isBold: true) }
  private var title: Style {
    Style(
      size: 21 * self.scale, color: CertificateDrawing.blue, family: .serif, isBold: true)
  }
  private var line: Style { Style(size: 10.5 * self.scale, color: CertificateDrawing.muted) }

  /// Where the table of the first page begins.
  var headHeight: Double {
    let parts =
      [("CLiKC!", self.name), (self.page.organization, self.organization)]
      + [(self.page.title, self.title)] + self.page.lines.map { ($0, self.line) }
    return parts.reduce(Self.margin + 34) { $0 + self.height(of: $1.0, $1.1) }
  }

  /// Draws name, organization, title and lines, and returns where the table begins.
  func drawHead() -> Double {
    var y = Self.margin
    func add(_ text: String, _ style: Style, tag: String = "P") {
      self.canvas.tagged(tag) { y += self.paragraph(text, y: y, style) }
    }
    add("CLiKC!", self.name)
    add(self.page.organization, self.organization)
    y += 8
    self.canvas.path(
      [(x: Self.margin, y: y), (x: self.canvas.width - Self.margin, y: y)],
      CertificateDrawing.gold, width: 1)
    y += 10
    add(self.page.title, self.title, tag: "H1")
    for line in self.page.lines { add(line, self.line) }
    return y + 16
  }

  /// The page's number of all; figures need no words.
  func drawFooter(_ number: Int, of all: Int) {
    self.canvas.text(
      "\(number)/\(all)",
      in: Box(
        x: Self.margin, y: self.canvas.height - Self.margin - 14,
        width: self.canvas.width - 2 * Self.margin, height: 14),
      Style(size: 9, color: CertificateDrawing.muted))
  }

  /// Sets a text over the whole width and returns its height.
  func paragraph(_ text: String, y: Double, _ style: Style) -> Double {
    self.canvas.paragraph(
      text, x: Self.margin, y: y, width: self.canvas.width - 2 * Self.margin, side: self.start,
      style)
    return self.height(of: text, style)
  }

  func height(of text: String, _ style: Style) -> Double {
    self.canvas.extent(of: text, width: self.canvas.width - 2 * Self.margin, style).height
  }
}
