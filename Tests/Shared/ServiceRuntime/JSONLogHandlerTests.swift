import Foundation
import Testing

@testable import ServiceRuntime

@Suite("A log line")
struct JSONLogHandlerTests {
  @Test(
    "cannot be broken or forged by a value",
    arguments: [
      "a\"b", "line\nbreak", "back\\slash", "\u{1}\u{2028}", "درس", "tab\tend\r",
    ])
  func quoted(_ text: String) throws {
    let quoted = JSONLogHandler.quoted(text)

    #expect(!quoted.contains("\n"))
    let decoded = try JSONDecoder().decode([String].self, from: Data("[\(quoted)]".utf8))
    #expect(decoded == [text])
  }
}
