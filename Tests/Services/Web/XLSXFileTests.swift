import HTTPTypes
import HummingbirdCore
import Spreadsheets
import Testing

@testable import web

@Suite("A workbook to download")
struct XLSXFileTests {
  @Test("is one by its content type and its name, and no cell of it is a formula")
  func download() throws {
    let file = XLSXFile(name: "errors", rows: [["name", "reason"], ["=1+1", "é, \"no\"\r\n"]])

    let response = try file.response()

    #expect(
      response.headers[.contentType]
        == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    #expect(response.headers[.contentDisposition] == "attachment; filename=\"errors.xlsx\"")
    #expect(response.headers[.cacheControl] == "no-store")
    let read = try Workbook.firstSheet(
      of: try file.bytes(), WorkbookLimits(rows: 2, columns: 2))
    #expect(read == file.rows.map { $0.map { SheetCell($0) } })
  }
}
