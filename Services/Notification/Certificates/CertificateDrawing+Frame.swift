import Foundation

extension CertificateDrawing {
  func drawFrame() {
    let canvas = self.canvas
    canvas.fill(Box(x: 0, y: 0, width: canvas.width, height: canvas.height), Color(0xFFFFFF))
    self.drawRosette()
    canvas.stroke(self.inset(26), Self.blue, width: 8)
    canvas.stroke(self.inset(36), Self.gold, width: 1)
    canvas.stroke(self.inset(39.5), Self.gold, width: 0.4)
    for x in [38.0, canvas.width - 38] {
      for y in [38.0, canvas.height - 38] {
        self.drawDiamond(x: x, y: y, side: 9, Self.blue)
        self.drawDiamond(x: x, y: y, side: 4.5, Self.gold)
      }
    }
  }

  /// The fine pattern behind the text that banknotes have.
  private func drawRosette() {
    for turn in 0..<16 {
      let shift = Double(turn) * .pi / 8
      let points = (0...240).map { step -> (x: Double, y: Double) in
        let angle = Double(step) / 240 * 2 * .pi
        let radius = 150 + 58 * sin(6 * angle + shift)
        return (
          self.canvas.width / 2 + 1.75 * radius * cos(angle),
          self.canvas.height / 2 + radius * sin(angle)
        )
      }
      self.canvas.path(points, Self.pale, width: 0.5)
    }
  }

  func drawRule(y: Double) {
    let middle = self.canvas.width / 2
    for side in [-1.0, 1] {
      self.canvas.path(
        [(x: middle + side * 10, y: y), (x: middle + side * 90, y: y)], Self.gold, width: 1)
    }
    self.drawDiamond(x: middle, y: y, side: 4.5, Self.gold)
  }

  private func drawDiamond(x: Double, y: Double, side: Double, _ color: Color) {
    self.canvas.path(
      [(x: x, y: y - side), (x: x + side, y: y), (x: x, y: y + side), (x: x - side, y: y)],
      color, width: nil)
  }

  private func inset(_ distance: Double) -> Box {
    Box(
      x: distance, y: distance, width: self.canvas.width - 2 * distance,
      height: self.canvas.height - 2 * distance)
  }
}
