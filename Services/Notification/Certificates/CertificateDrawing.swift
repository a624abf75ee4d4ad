import QRCodes

/// Draws a certificate: A4 across, a frame in deep blue and gold, the name in the middle, the QR
/// code at the end of the last row. Arabic mirrors it.
struct CertificateDrawing {
  let page: CertificatePage
  let canvas: PDFCanvas

  typealias Box = PDFCanvas.Box
  typealias Color = PDFCanvas.Color
  typealias Style = PDFCanvas.Style

  static let blue = Color(0x0B2E59)
  static let gold = Color(0xB08D3C)
  static let pale = Color(0xEAF0F7)
  static let muted = Color(0x4A5B70)
  static let margin = 74.0
  private static let symbolSide = 112.0

  /// The bytes of the PDF: the same page always makes the same bytes.
  static func render(_ page: CertificatePage) throws(PDFFault) -> [UInt8] {
    let canvas = try PDFCanvas(width: 841.89, height: 595.28)
    guard let symbol = QRSymbol(page.symbolAddress) else {
      throw PDFFault("the address is too long")
    }
    let drawing = CertificateDrawing(page: page, canvas: canvas)
    drawing.drawFrame()
    var languages: [String] = []
    canvas.tagged("Document") { languages = drawing.drawContent(symbol) }
    return try PDFArchive.finish(
      canvas.finish(),
      PDFDescription(
        title: "\(page.heading): \(page.courseTitle)", author: page.organization,
        subject: page.holder, language: page.language, timestamp: page.timestamp,
        figure: page.symbol, address: page.address, languages: languages))
  }

  /// Draws all but the frame, and returns the language of each part when there are two.
  private func drawContent(_ symbol: QRSymbol) -> [String] {
    if let second = self.page.second { return BilingualDrawing(self, second).draw(symbol) }
    self.drawHead()
    self.drawAward()
    self.drawFacts()
    self.drawVerification(symbol)
    return []
  }

  /// Arabic letters are drawn smaller than Latin ones of the same size.
  static func scale(rightToLeft: Bool) -> Double { rightToLeft ? 1.2 : 1 }

  /// The one of the course's language.
  var scale: Double { Self.scale(rightToLeft: self.page.isRightToLeft) }

  private func drawHead() {
    // More space between the letters, and programs read them as words of their own.
    self.line(
      self.page.organization.uppercased(), y: 54, height: 20,
      Style(
        size: 10.5 * self.scale, color: Self.muted, spacing: self.page.isRightToLeft ? 0 : 0.8))
    self.line(
      "CLiKC!", y: 72, height: 42, Style(size: 31, color: Self.blue, isBold: true, spacing: 1))
    self.line(
      self.page.community, y: 112, height: 18, Style(size: 11 * self.scale, color: Self.muted))
    self.canvas.tagged("H1") {
      self.canvas.text(
        self.page.heading, in: self.row(y: 136, height: 58),
        Style(size: 37 * self.scale, color: Self.blue, family: .serif, isBold: true))
    }
    self.drawRule(y: 204)
  }

  private func drawAward() {
    self.line(
      self.page.awarded, y: 216, height: 24, Style(size: 13.5 * self.scale, color: Self.muted))
    self.line(
      self.page.holder, y: 240, height: 54,
      Style(
        size: 33 * self.scale, color: Self.blue, family: .serif, isBold: true, smallest: 15,
        lines: 2))
    let middle = self.canvas.width / 2
    self.canvas.path(
      [(x: middle - 190, y: 298), (x: middle + 190, y: 298)], Self.gold, width: 0.8)
    self.line(
      self.page.completed, y: 304, height: 26, Style(size: 13.5 * self.scale, color: Self.muted))
    self.line(
      self.page.courseTitle, y: 330, height: 70,
      Style(
        size: 25 * self.scale, color: Self.blue, family: .serif, isBold: true, smallest: 12,
        lines: 2))
  }

  private func drawFacts() {
    for (index, fact) in self.page.facts.enumerated() {
      let (x, width) = self.column(of: index)
      self.canvas.tagged("P") {
        self.canvas.text(
          fact.label, in: Box(x: x + 4, y: 424, width: width - 8, height: 16),
          Style(size: 10.5 * self.scale, color: Self.muted))
        self.canvas.text(
          fact.value, in: Box(x: x + 4, y: 441, width: width - 8, height: 24),
          Style(size: 15, color: Self.blue, isBold: true))
      }
      guard index > 0 else { continue }
      let edge = self.page.isRightToLeft ? x + width : x
      self.canvas.path([(x: edge, y: 428), (x: edge, y: 462)], Self.gold, width: 0.6)
    }
  }

  /// Where a fact stands, beside the others.
  func column(of index: Int) -> (x: Double, width: Double) {
    let width = self.verification.width / Double(self.page.facts.count)
    let start = Self.margin + Double(index) * width
    return (self.page.isRightToLeft ? self.canvas.width - start - width : start, width)
  }

  /// Where it is said how a certificate is verified, beside the QR code.
  var verification: (x: Double, width: Double) {
    let width = self.canvas.width - 2 * Self.margin - Self.symbolSide - 36
    return (
      self.page.isRightToLeft ? self.canvas.width - Self.margin - width : Self.margin, width
    )
  }

  private func drawVerification(_ symbol: QRSymbol) {
    self.drawSymbol(symbol) { self.canvas.tagged("Figure", "", $0) }
    let (x, width) = self.verification
    self.canvas.tagged("P") {
      self.canvas.text(
        self.page.verify, in: Box(x: x, y: 484, width: width, height: 16),
        Style(size: 10.5 * self.scale, color: Self.muted))
    }
    self.canvas.tagged("P") { self.drawAddress(y: 501) }
  }

  /// Draws the QR code on its quiet zone; `tagged` draws the code itself.
  func drawSymbol(_ symbol: QRSymbol, tagged: (() -> Void) -> Void) {
    let end = self.canvas.width - Self.margin - Self.symbolSide
    let box = Box(
      x: self.page.isRightToLeft ? Self.margin : end, y: 422, width: Self.symbolSide,
      height: Self.symbolSide)
    // The quiet zone of a QR code is four modules wide.
    let quiet = 4 * box.width / Double(symbol.side)
    self.canvas.fill(
      Box(
        x: box.x - quiet, y: box.y - quiet, width: box.width + 2 * quiet,
        height: box.height + 2 * quiet), Color(0xFFFFFF))
    tagged { self.canvas.draw(symbol, in: box, Self.blue) }
  }

  /// Draws the address as a link, within a paragraph: cairo tags what a paragraph draws itself, or what its
  /// parts draw, never both.
  func drawAddress(y: Double) {
    let (x, width) = self.verification
    self.canvas.tagged("Link", "uri='\(self.page.address)'") {
      self.canvas.text(
        self.page.address, in: Box(x: x, y: y, width: width, height: 18),
        Style(size: 11, color: Self.blue))
    }
  }

  private func line(_ text: String, y: Double, height: Double, _ style: Style) {
    self.canvas.tagged("P") { self.canvas.text(text, in: self.row(y: y, height: height), style) }
  }

  func row(y: Double, height: Double) -> Box {
    Box(x: Self.margin, y: y, width: self.canvas.width - 2 * Self.margin, height: height)
  }
}
