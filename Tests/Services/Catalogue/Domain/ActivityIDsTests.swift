import CatalogueDomain
import Foundation
import Testing

@Suite("Ids of activities")
struct ActivityIDsTests {
  @Test("a code keeps its id, whatever is moved, added or left out")
  func stable() {
    let first = UUID()
    let known = ["one": first, "gone": UUID()]

    let assigned = ActivityIDs(["two", "one"], known: known, new: UUID.init)

    #expect(assigned.ids[1] == first)
    #expect(assigned.added.keys.sorted() == ["two"])
    #expect(assigned.ids[0] == assigned.added["two"])
  }
}
