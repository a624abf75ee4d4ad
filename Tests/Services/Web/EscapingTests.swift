import Foundation
import Testing

@testable import web

@Suite("Texts in HTML")
struct EscapingTests {
  @Test(
    "keep what HTML would read as its own from being read so",
    arguments: [
      ("Zoé 报关 جمارك", "Zoé 报关 جمارك"), ("", ""),
      ("<b class='x'>\"A\" & B</b>", "&lt;b class=&#39;x&#39;&gt;&quot;A&quot; &amp; B&lt;/b&gt;"),
      ("<\u{0301}&\u{0301}", "&lt;\u{0301}&amp;\u{0301}"),
    ])
  func escaping(_ text: String, _ written: String) {
    #expect(escaped(text) == written)
  }
}
