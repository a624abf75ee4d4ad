extension PDFCanvas {
  /// Where and how a text is set.
  struct Style {
    var size: Double
    var color: Color
    var family = Family.sans
    var isBold = false
    /// Extra space between letters; never used for joined scripts.
    var spacing: Double = 0
    /// The smallest size to fall to when the text does not fit.
    var smallest: Double = 7
    var lines = 1
  }

  /// Fonts by preference; fontconfig finds the next one for a script they lack.
  enum Family: String {
    case sans = "Noto Sans,Noto Sans Arabic,Droid Sans Fallback"
    case serif = "Noto Serif,Noto Naskh Arabic,Droid Sans Fallback"
  }

  /// Where the lines of a text are set within its width.
  enum Side {
    case left
    case right
  }

  struct Color {
    let red: Double
    let green: Double
    let blue: Double

    init(_ hex: UInt32) {
      self.red = Double(hex >> 16 & 255) / 255
      self.green = Double(hex >> 8 & 255) / 255
      self.blue = Double(hex & 255) / 255
    }
  }

  struct Box {
    let x: Double
    let y: Double
    let width: Double
    let height: Double
  }
}
