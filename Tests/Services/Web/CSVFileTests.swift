import Testing

@testable import web

@Suite("A table for a spreadsheet")
struct CSVFileTests {
  @Test("quotes what would break a line, and disarms what would be a formula")
  func fields() {
    let file = CSVFile(
      name: "a", rows: [["é", "a,b", "say \"no\"", "x\r\ny"], ["=1+1", "-", "-5", "@x", ""]])

    #expect(
      file.text
        == "\u{FEFF}é,\"a,b\",\"say \"\"no\"\"\",\"x\r\ny\"\r\n'=1+1,-,'-5,'@x,\r\n")
  }
}
