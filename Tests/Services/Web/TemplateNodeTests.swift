import Testing

@testable import web

@Suite("What templates see")
struct TemplateNodeTests {
  private struct Inner: Sendable {
    let name: String
    let missing: String?
  }

  private struct Outer: Sendable {
    let flag = true
    let count: Int64 = 3
    let some: Inner? = Inner(name: "a", missing: nil)
    let none: Inner? = nil
    let list = [Inner(name: "b", missing: "c")]
    let words = ["x", "y"]
  }

  @Test("is a model's fields, without the optionals that have no value")
  func fields() throws {
    let node = try #require(TemplateNode.of(Outer()) as? TemplateNode)

    #expect(node.child(named: "flag") as? Bool == true)
    #expect(node.child(named: "count") as? TemplateText == TemplateText("3"))
    #expect(node.child(named: "none") == nil)
    #expect((node.child(named: "some") as? TemplateNode)?.names == ["name"])
    #expect((node.child(named: "list") as? [Any])?.count == 1)
    let words = node.child(named: "words") as? [Any]
    #expect(words?.compactMap { $0 as? TemplateText } == [TemplateText("x"), TemplateText("y")])
  }
}
