import Foundation
import HTTPTypes
import Hummingbird

/// A table for a spreadsheet: RFC 4180, by default in UTF-8 with a byte order mark, which spreadsheets need to
/// tell it from a national encoding. A text that a spreadsheet would take for a formula gets an apostrophe in
/// front (OWASP, CSV injection).
struct CSVFile: Equatable, Sendable {
  let name: String
  let rows: [[String]]
  var format = CSVFormat.spreadsheet

  /// The file as it is sent.
  var bytes: [UInt8] { format.encoding.bytes(text) }

  /// The file as a download.
  var response: Response {
    Response(
      status: .ok,
      headers: [
        .contentType: "text/csv; charset=\(format.encoding.charset)", .cacheControl: "no-store",
        .contentDisposition: "attachment; filename=\"\(name).csv\"",
      ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// Its characters.
  var text: String {
    rows.map { $0.map(field).joined(separator: String(format.delimiter)) + format.lineEnd }
      .joined()
  }

  private func field(_ value: String) -> String {
    let text = Self.isFormula(value) ? "'" + value : value
    let isPlain = !text.contains { $0 == "\"" || $0 == format.delimiter || $0.isNewline }
    guard !isPlain else { return text }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  private static func isFormula(_ value: String) -> Bool {
    guard let first = value.first, "=+-@\t\r".contains(first) else { return false }
    return value.count > 1
  }
}
