import Testing

@testable import web

@Suite("A list in parts")
struct ListPartTests {
  @Test(
    "shows the places that belong to a part",
    arguments: [
      (1, 60, 0..<24), (2, 60, 24..<48), (3, 60, 48..<60), (1, 24, 0..<24), (2, 25, 24..<25),
      (1, 0, 0..<0), (2, 48, 24..<48),
    ])
  func places(_ asked: Int, _ count: Int, _ places: Range<Int>) {
    #expect(ListPart(asked, of: count, size: 24).places == places)
  }

  @Test(
    "takes a number that names no part for the nearest one",
    arguments: [(0, 1), (-7, 1), (Int.min, 1), (4, 3), (Int.max, 3)])
  func nearest(_ asked: Int, _ number: Int) {
    #expect(ListPart(asked, of: 60, size: 24) == ListPart(number, of: 60, size: 24))
    #expect(ListPart(asked, of: 60, size: 24).number == number)
  }

  @Test("knows what is before and after")
  func neighbours() {
    let parts = (1...3).map { ListPart($0, of: 60, size: 24) }
    #expect(parts.map(\.previous) == [nil, 1, 2])
    #expect(parts.map(\.next) == [2, 3, nil])
    #expect(parts.map(\.isWhole) == [false, false, false])
    let whole = ListPart(1, of: 24, size: 24)
    #expect(whole.isWhole && whole.previous == nil && whole.next == nil)
  }
}
