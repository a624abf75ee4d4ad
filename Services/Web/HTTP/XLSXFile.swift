import HTTPTypes
import Hummingbird
import Spreadsheets

/// A table as a workbook of Office Open XML. Every cell of it is a text, so none can be a formula.
struct XLSXFile: Sendable {
  let name: String
  let rows: [[String]]

  /// The file as it is sent.
  func bytes() throws -> [UInt8] { try WorkbookFile(sheet: name, rows: rows).bytes() }

  /// The file as a download.
  func response() throws -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        .cacheControl: "no-store",
        .contentDisposition: "attachment; filename=\"\(name).xlsx\"",
      ], body: .init(byteBuffer: ByteBuffer(bytes: try bytes())))
  }
}
