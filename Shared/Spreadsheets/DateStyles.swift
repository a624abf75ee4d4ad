/// Which formats of cells show a number as a moment.
final class DateStyles: XMLListener {
  private static let most = 66_000
  /// Formats that every workbook knows: those of ECMA-376 part 1, 18.8.30, with those of East Asian languages.
  private static let known: [ClosedRange<Int>] = [14...22, 27...36, 45...47, 50...58]

  private var custom: [Int: Bool] = [:]
  /// Whether each format of the list shows a moment.
  private var isDate: [Bool] = []

  /// Whether a cell with this format shows a moment.
  func showsDate(_ style: Int) -> Bool { isDate.indices.contains(style) && isDate[style] }

  func begin(
    _ name: String, _ attributes: XMLAttributes, in parent: String
  ) throws(WorkbookFault) {
    let number = attributes["numFmtId"].flatMap(Int.init) ?? 0
    switch (parent, name) {
    case ("numFmts", "numFmt"):
      guard custom.count < Self.most else { throw .tooLarge }
      custom[number] = Self.isDate(attributes["formatCode"] ?? "")
    case ("cellXfs", "xf"):
      guard isDate.count < Self.most else { throw .tooLarge }
      isDate.append(custom[number] ?? Self.known.contains { $0.contains(number) })
    default: break
    }
  }

  func end(_ name: String, in parent: String) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// Whether a code has a part of a moment outside quotes, brackets and escapes. `[h]`, `[m]` and `[s]` are elapsed
  /// time; other brackets are colours, conditions and languages.
  static func isDate(_ code: String) -> Bool {
    var characters = code.lowercased().makeIterator()
    while let character = characters.next() {
      switch character {
      case "\"": while let quoted = characters.next(), quoted != "\"" { continue }
      case "\\", "_", "*": _ = characters.next()
      case "[":
        var inside = ""
        while let next = characters.next(), next != "]" { inside.append(next) }
        if !inside.isEmpty, "hms".contains(where: { inside.allSatisfy([$0].contains) }) {
          return true
        }
      case "d", "m", "y", "h", "s": return true
      default: continue
      }
    }
    return false
  }
}
