import Testing

@testable import web

@Suite("Posted forms")
struct FormTests {
  @Test("decode names and values, plus signs and several values")
  func decodes() throws {
    let form = try #require(Form("a=1&b=x+y%21&a=2&caf%C3%A9=%E2%9C%93&empty=".utf8))

    #expect(form["a"] == "1")
    #expect(form.all("a") == ["1", "2"])
    #expect(form["b"] == "x y!")
    #expect(form["café"] == "✓")
    #expect(form.value("empty") == nil)
    #expect(form["absent"] == "")
  }

  @Test(
    "are refused when an escape is broken, the bytes are no UTF-8, or a NUL is inside",
    arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%c3%28", "a=%00", "%ff=a"])
  func broken(_ text: String) {
    #expect(Form(text.utf8) == nil)
  }

  @Test("have a limit on fields")
  func limit() {
    #expect(Form(Array(repeating: "a=1", count: 51).joined(separator: "&").utf8, limit: 50) == nil)
  }

  @Test("carry a token bound to the session, or before one to the browser")
  func guardian() throws {
    let guardian = FormGuard(key: Array("a key of some length".utf8))
    var mine = Visit.Origin(nonce: "n1")
    let token = try guardian.token(for: mine)
    #expect(try guardian.accepts(token, for: mine))
    #expect(try !guardian.accepts(token, for: Visit.Origin(nonce: "n2")))
    #expect(try !guardian.accepts("", for: mine))

    mine.token = "session"
    #expect(try !guardian.accepts(token, for: mine))
    #expect(try !FormGuard(key: [1]).accepts(guardian.token(for: mine), for: mine))
  }

  @Test("lead back only to a path of this site")
  func targets() {
    #expect(localPath("/courses/a?b=c") == "/courses/a?b=c")
    for elsewhere in ["", "http://evil.example", "//evil.example", "/\\evil.example", "/a\nb", "a"]
    {
      #expect(localPath(elsewhere) == nil)
    }
  }
}
