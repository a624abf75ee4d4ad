import Testing

@testable import web

@Suite("A table for a spreadsheet")
struct CSVFileTests {
  @Test("quotes what would break a line, and disarms what would be a formula")
  func fields() {
    let file = CSVFile(
      name: "a", rows: [["é", "a,b", "say \"no\"", "x\r\ny"], ["=1+1", "-", "-5", "@x", ""]])

    let text = "\u{FEFF}é,\"a,b\",\"say \"\"no\"\"\",\"x\r\ny\"\r\n'=1+1,-,'-5,'@x,\r\n"
    #expect(file.bytes == Array(text.utf8))
  }

  @Test(
    "is written in the encoding asked for, with its byte order mark",
    arguments: [
      (CSVFormat.Encoding.utf8, [0xC3, 0xA9, 0x3B, 0x62, 0x0A], "utf-8"),
      (.utf8Marked, [0xEF, 0xBB, 0xBF, 0xC3, 0xA9, 0x3B, 0x62, 0x0A], "utf-8"),
      (.utf16Little, [0xFF, 0xFE, 0xE9, 0, 0x3B, 0, 0x62, 0, 0x0A, 0], "utf-16"),
      (.utf16Big, [0xFE, 0xFF, 0, 0xE9, 0, 0x3B, 0, 0x62, 0, 0x0A], "utf-16"),
    ] as [(CSVFormat.Encoding, [UInt8], String)])
  func encodings(encoding: CSVFormat.Encoding, bytes: [UInt8], charset: String) {
    let file = CSVFile(
      name: "a", rows: [["é", "b"]],
      format: CSVFormat(encoding: encoding, delimiter: ";", lineEnd: "\n"))

    #expect(file.bytes == bytes)
    #expect(file.format.encoding.charset == charset)
  }
}
