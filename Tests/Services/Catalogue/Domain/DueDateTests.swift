import CatalogueDomain
import Foundation
import Testing

@Suite("The day by which a course should be completed")
struct DueDateTests {
  private let noon = Date(timeIntervalSince1970: 1_772_366_400)  // 2026-03-01T12:00:00Z

  @Test(
    "is any day that is not over yet somewhere on Earth",
    arguments: ["2026-02-28", "2026-03-01", "2031-12-31"])
  func accepts(text: String) {
    #expect(DueDate(text, setAt: noon)?.text == text)
  }

  @Test(
    "is no day that is over, and nothing that is no day",
    arguments: [
      "2026-02-27", "2026-02-30", "2026-2-28", "28-02-2027", "2027-03-01T00", "", "tomorrow",
      "٢٠٢٧-٠٣-٠١",
    ])
  func refuses(text: String) {
    #expect(DueDate(text, setAt: noon) == nil)
  }
}
