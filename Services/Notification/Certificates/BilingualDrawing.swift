import QRCodes

/// Draws a certificate in two languages on one page, as the United Nations do: the course's first, the holder's
/// below it, a little smaller; organization and community face each other across the name of the site. What has
/// no language stands there once.
struct BilingualDrawing {
  typealias Box = PDFCanvas.Box
  typealias Style = PDFCanvas.Style

  /// The language of each part of the document, in its order, for those who have it read aloud.
  private final class Spoken {
    var languages: [String] = []
  }

  private let first: CertificateDrawing
  private let second: CertificatePage.Second
  private let spoken = Spoken()

  init(_ first: CertificateDrawing, _ second: CertificatePage.Second) {
    self.first = first
    self.second = second
  }

  /// Draws all but the frame, and returns the language of each part.
  func draw(_ symbol: QRSymbol) -> [String] {
    self.drawHead()
    self.drawAward()
    self.drawFacts()
    self.first.drawSymbol(symbol) { self.part("Figure", self.page.language, $0) }
    self.drawVerification()
    return self.spoken.languages
  }

  private var page: CertificatePage { self.first.page }
  private var canvas: PDFCanvas { self.first.canvas }

  private func drawHead() {
    let name = Style(size: 31, color: CertificateDrawing.blue, isBold: true, spacing: 1)
    self.drawOwner(
      self.page.organization, self.page.community, self.page.isRightToLeft, self.page.language,
      atStart: true)
    self.part("P", self.page.language) {
      self.canvas.text("CLiKC!", in: self.first.row(y: 56, height: 42), name)
    }
    self.drawOwner(
      self.second.organization, self.second.community, self.second.isRightToLeft,
      self.second.language, atStart: false)
    self.pair(
      self.page.heading, self.second.heading, y: 100, heights: (46, 34), sizes: (30, 21),
      isTitle: true, lines: 1, tags: ("H1", "P"))
    self.first.drawRule(y: 188)
  }

  /// Whose the site is, at one side of its name.
  private func drawOwner(
    _ organization: String, _ community: String, _ isRightToLeft: Bool, _ language: String,
    atStart: Bool
  ) {
    let width = 250.0
    let isLeft = atStart != self.page.isRightToLeft
    let x =
      isLeft ? CertificateDrawing.margin : self.canvas.width - CertificateDrawing.margin - width
    let scale = CertificateDrawing.scale(rightToLeft: isRightToLeft)
    self.part("P", language) {
      self.canvas.text(
        organization, in: Box(x: x, y: 60, width: width, height: 18),
        Style(size: 10.5 * scale, color: CertificateDrawing.blue, isBold: true))
    }
    self.part("P", language) {
      self.canvas.text(
        community, in: Box(x: x, y: 78, width: width, height: 16),
        Style(size: 9 * scale, color: CertificateDrawing.muted))
    }
  }

  private func drawAward() {
    self.pair(
      self.page.awarded, self.second.awarded, y: 196, heights: (20, 18), sizes: (12.5, 11))
    self.part("P", self.page.language) {
      self.canvas.text(
        self.page.holder, in: self.first.row(y: 235, height: 50),
        Style(
          size: 30 * self.first.scale, color: CertificateDrawing.blue,
          family: .serif, isBold: true, smallest: 14, lines: 2))
    }
    let middle = self.canvas.width / 2
    self.canvas.path(
      [(x: middle - 190, y: 289), (x: middle + 190, y: 289)], CertificateDrawing.gold, width: 0.8)
    self.pair(
      self.page.completed, self.second.completed, y: 293, heights: (20, 18), sizes: (12.5, 11))
    self.pair(
      self.page.courseTitle, self.second.courseTitle, y: 333, heights: (42, 36),
      sizes: (22, 16), isTitle: true)
  }

  /// Labels in both languages over what they name; a date stands in both, a number once.
  private func drawFacts() {
    for (index, (fact, other)) in zip(self.page.facts, self.second.facts).enumerated() {
      let column = self.first.column(of: index)
      func text(
        _ text: String, y: Double, height: Double, size: Double, _ language: String,
        isMain: Bool = false
      ) {
        self.part("P", language) {
          self.canvas.text(
            text, in: Box(x: column.x + 4, y: y, width: column.width - 8, height: height),
            Style(
              size: size, color: isMain ? CertificateDrawing.blue : CertificateDrawing.muted,
              isBold: isMain))
        }
      }
      let scale = self.scales
      text(
        fact.label, y: 414, height: 14, size: 9.5 * scale.first, self.page.language)
      text(
        other.label, y: 428, height: 14, size: 9 * scale.second, self.second.language)
      let isAlike = other.value == fact.value
      text(
        fact.value, y: isAlike ? 450 : 443, height: 19, size: 14, self.page.language, isMain: true)
      if !isAlike {
        text(other.value, y: 461, height: 14, size: 10.5, self.second.language)
      }
      guard index > 0 else { continue }
      let edge = self.page.isRightToLeft ? column.x + column.width : column.x
      self.canvas.path(
        [(x: edge, y: 420), (x: edge, y: 470)], CertificateDrawing.gold, width: 0.6)
    }
  }

  private func drawVerification() {
    let place = self.first.verification
    func verify(_ text: String, y: Double, _ size: Double, _ language: String) {
      self.part("P", language) {
        self.canvas.text(
          text, in: Box(x: place.x, y: y, width: place.width, height: 14),
          Style(size: size, color: CertificateDrawing.muted))
      }
    }
    verify(self.page.verify, y: 482, 10 * self.scales.first, self.page.language)
    verify(self.second.verify, y: 496, 9.5 * self.scales.second, self.second.language)
    self.part("P", self.page.language) { self.first.drawAddress(y: 512) }
  }

  /// A line in the course's language, and below it in the holder's.
  private func pair(
    _ text: String, _ other: String, y: Double, heights: (Double, Double),
    sizes: (Double, Double), isTitle: Bool = false, lines: Int = 2,
    tags: (String, String) = ("P", "P")
  ) {
    let scale = self.scales
    func style(_ size: Double) -> Style {
      Style(
        size: size, color: isTitle ? CertificateDrawing.blue : CertificateDrawing.muted,
        family: isTitle ? .serif : .sans, isBold: isTitle, smallest: isTitle ? 9 : 7,
        lines: isTitle ? lines : 1)
    }
    self.part(tags.0, self.page.language) {
      self.canvas.text(
        text, in: self.first.row(y: y, height: heights.0), style(sizes.0 * scale.first))
    }
    self.part(tags.1, self.second.language) {
      self.canvas.text(
        other, in: self.first.row(y: y + heights.0, height: heights.1),
        style(sizes.1 * scale.second))
    }
  }

  private var scales: (first: Double, second: Double) {
    (self.first.scale, CertificateDrawing.scale(rightToLeft: self.second.isRightToLeft))
  }

  private func part(_ tag: String, _ language: String, _ draw: () -> Void) {
    self.spoken.languages.append(language)
    self.canvas.tagged(tag, "", draw)
  }
}
