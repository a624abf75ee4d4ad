internal import Foundation

/// What cells show, by the strings, formats and calendar of their workbook.
struct CellValues {
  let strings: [String]
  let styles: DateStyles
  let countsFrom1904: Bool

  func value(of cell: WrittenCell) throws(WorkbookFault) -> SheetCell {
    guard cell.hasValue else { return cell.isFormula ? SheetCell("", .error) : .empty }
    let text = String(decoding: cell.bytes, as: UTF8.self)
    switch cell.type {
    case "n": return try number(text, cell.style)
    case "s": return SheetCell(try shared(text))
    case "str", "inlineStr": return SheetCell(EscapedText.decoded(text))
    case "b": return SheetCell(try boolean(text))
    case "e": return SheetCell(text, .error)
    case "d": return SheetCell(text, .date)
    default: throw .damaged
    }
  }

  private func shared(_ text: String) throws(WorkbookFault) -> String {
    guard let index = Int(text.trimmed), strings.indices.contains(index) else { throw .damaged }
    return strings[index]
  }

  private func boolean(_ text: String) throws(WorkbookFault) -> String {
    switch text.trimmed {
    case "1", "true": "TRUE"
    case "0", "false": "FALSE"
    default: throw .damaged
    }
  }

  private func number(_ text: String, _ style: Int) throws(WorkbookFault) -> SheetCell {
    let text = text.trimmed
    guard !text.isEmpty else { return .empty }
    guard let number = Double(text), number.isFinite else { throw .damaged }
    if styles.showsDate(style) {
      let moment = SerialDate.text(number, from1904: countsFrom1904)
      return SheetCell(moment ?? Self.plain(number), .date)
    }
    return SheetCell(Self.plain(number))
  }

  /// Whole numbers without a point, and the fifteen digits that spreadsheets keep.
  private static func plain(_ number: Double) -> String {
    guard number.rounded() == number, abs(number) < 1e15 else {
      return String(format: "%.15g", number)
    }
    return String(Int(number))
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
