import Testing

@testable import gateway

@Suite("The check of requests")
struct RequestCheckerTests {
  @Test("a fault deep in a document is named by its pointer and its field path")
  func nested() throws {
    let text =
      #"{"document":{"code":"A","activities":[{"code":"m","title":"t","quiz":{"questions":[{"id":"q","text":7,"options":[]}],"draw":0}}]}}"#
    let value = try JSONParser.value(of: Array(text.utf8))
    let shape = MessageShape.named("clikc.catalogue.v1.PublishCourseRequest")

    let violations = RequestChecker.violations(of: value, as: shape)
    let found = Dictionary(uniqueKeysWithValues: violations.map { ($0.path.pointer, $0) })

    #expect(found["/document/code"]?.reason == "NOT_A_SLUG")
    #expect(found["/document/title"]?.reason == "REQUIRED")
    let question = "/document/activities/0/quiz/questions/0"
    #expect(found["\(question)/text"]?.reason == "NOT_A_TEXT")
    #expect(found["\(question)/options"]?.reason == "REQUIRED")
    #expect(found["\(question)/text"]?.path.field == "document.activities.0.quiz.questions.0.text")
    #expect(found["/document/activities/0/quiz/draw"]?.reason == "OUT_OF_RANGE")
  }

  @Test("every field of every message reachable from a request refuses a value of the wrong type")
  func wrongTypes() {
    for shape in MessageShape.all.values {
      for field in shape.fields {
        let request = JSONValue.object([
          .init(name: field.jsonName, value: .array([.array([.null])]))
        ])
        let violations = RequestChecker.violations(of: request, as: shape)

        let own = violations.filter { $0.path.pointer.hasPrefix("/\(field.jsonName)") }
        #expect(!own.isEmpty, "\(shape.name).\(field.name)")
      }
    }
  }

  @Test("only one field of a choice may be given")
  func choice() {
    let shape = MessageShape.named("clikc.identity.v1.RequestPasswordResetRequest")
    let both = JSONValue.object([
      .init(name: "username", value: .text("a")), .init(name: "email", value: .text("a@b")),
    ])

    #expect(RequestChecker.violations(of: both, as: shape).map(\.reason) == ["CHOOSE_ONE"])
  }

  @Test("text is measured in Unicode scalars", arguments: [("👩‍🔬", 3), ("é", 1), ("e\u{301}", 2)])
  func scalars(text: String, length: Int) {
    func violations(_ maximum: Int) -> [RequestViolation] {
      var checker = RequestChecker()
      checker.scalar(
        .text(text), FieldShape("a", "a", .text, maximumLength: maximum), at: .root)
      return checker.violations
    }

    #expect(violations(length).isEmpty)
    #expect(violations(length - 1).map(\.reason) == ["TOO_LONG"])
  }

  @Test(
    "JSON numbers are held to their grammar",
    arguments: [
      ("0", true), ("-1.5e3", true), ("01", false), ("+1", false), ("1.", false), (".5", false),
      ("-", false), ("1e", false), ("--1", false), ("", false), ("NaN", false),
    ])
  func numbers(text: String, valid: Bool) {
    #expect(JSONNumber.isValid(text) == valid)
  }

  @Test("JSON comes out as it went in")
  func roundTrip() throws {
    let text = #"{"a":[1,-2.5e3,true,false,null,""],"b":{"c":"\"\\/é\u0001"}}"#

    let value = try JSONParser.value(of: Array(text.utf8))

    #expect(String(decoding: value.bytes, as: UTF8.self) == text)
    #expect(try JSONParser.value(of: Array(#""\ud83d\ude00\n""#.utf8)) == .text("😀\n"))
  }
}
