import QRCodes

/// A QR code as a page draws it: the path of its dark modules, one unit each, and the side of its square with the quiet
/// zone.
struct QRDrawing: Equatable, Sendable {
  let path: String
  let side: Int

  /// Modules of white around the code, as ISO/IEC 18004 wants them.
  private static let quiet = 4

  /// Nil when the text is too long for a code.
  init?(_ text: String) {
    guard let symbol = QRSymbol(text) else { return nil }
    side = symbol.side + 2 * Self.quiet
    path = (0..<symbol.side).map { row in
      symbol.runs(row: row).map { run in
        "M\(run.lowerBound + Self.quiet) \(row + Self.quiet)h\(run.count)v1h-\(run.count)z"
      }.joined()
    }.joined()
  }
}
