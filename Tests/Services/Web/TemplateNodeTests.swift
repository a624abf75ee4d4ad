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
    let node = try #require(TemplateNode.of(Outer()) as? [String: Any])

    #expect(node["flag"] as? Bool == true)
    #expect(node["count"] as? Int64 == 3)
    #expect(node["none"] == nil)
    #expect((node["some"] as? [String: Any])?.keys.sorted() == ["name"])
    #expect((node["list"] as? [Any])?.count == 1)
    #expect((node["words"] as? [Any])?.compactMap { $0 as? String } == ["x", "y"])
  }
}
