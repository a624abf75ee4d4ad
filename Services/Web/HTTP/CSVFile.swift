import Foundation
import HTTPTypes
import Hummingbird

/// A table for a spreadsheet: RFC 4180 in UTF-8 with a byte order mark, which spreadsheets need to tell it
/// from a national encoding. A text that a spreadsheet would take for a formula gets an apostrophe in front
/// (OWASP, CSV injection).
struct CSVFile: Equatable, Sendable {
  let name: String
  let rows: [[String]]
  /// What stands between the cells.
  var delimiter: Character = ","

  var text: String {
    "\u{FEFF}" + rows.map { $0.map(field).joined(separator: String(delimiter)) + "\r\n" }.joined()
  }

  /// The file as a download.
  var response: Response {
    Response(
      status: .ok,
      headers: [
        .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
        .contentDisposition: "attachment; filename=\"\(name).csv\"",
      ], body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  private func field(_ value: String) -> String {
    let text = Self.isFormula(value) ? "'" + value : value
    guard text.contains(where: { $0 == "\"" || $0 == delimiter || $0.isNewline }) else {
      return text
    }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  private static func isFormula(_ value: String) -> Bool {
    guard let first = value.first, "=+-@\t\r".contains(first) else { return false }
    return value.count > 1
  }
}
