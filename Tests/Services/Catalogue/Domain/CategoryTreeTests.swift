import CatalogueDomain
import Foundation
import Testing

@Suite("The tree of categories")
struct CategoryTreeTests {
  @Test("only what leads to a course is kept, with all it lies in", arguments: UInt64(0)..<200)
  func pruning(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    let categories = Self.forest(of: Int.random(in: 1...40, using: &random), &random)
    let wanted = Set(
      categories.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }.map(\.id))

    let kept = CategoryTree(categories).leading(to: wanted)

    let ids = kept.map(\.id)
    #expect(Set(ids).count == ids.count, "each once")
    #expect(Set(ids) == Self.expected(wanted, categories), "neither more nor less")
    for (index, category) in kept.enumerated() {
      guard let parent = category.parent else { continue }
      #expect(ids[..<index].contains(parent), "parents first")
    }
  }

  @Test("siblings stand in their order", arguments: UInt64(0)..<50)
  func order(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    let categories = Self.forest(of: 30, &random)

    let kept = CategoryTree(categories.shuffled(using: &random)).leading(
      to: Set(categories.map(\.id)))

    for siblings in Dictionary(grouping: kept, by: \.parent).values {
      #expect(siblings.map(\.position) == siblings.map(\.position).sorted())
    }
    #expect(kept.count == categories.count)
  }

  @Test("a circle in the data ends the walk instead of the process")
  func circle() {
    let first = UUID()
    let second = UUID()
    let tree = CategoryTree([
      Self.category(first, in: second, at: 0), Self.category(second, in: first, at: 0),
    ])

    #expect(tree.path(from: first).map(\.id) == [first, second])
    #expect(tree.closesCircle(first, into: second))
  }

  @Test("a category may move, but not into itself or below itself")
  func moving() {
    let top = Self.category(UUID(), in: nil, at: 0)
    let below = Self.category(UUID(), in: top.id, at: 0)
    let other = Self.category(UUID(), in: nil, at: 1)
    let tree = CategoryTree([top, below, other])

    #expect(tree.closesCircle(top.id, into: below.id))
    #expect(tree.closesCircle(top.id, into: top.id))
    #expect(!tree.closesCircle(below.id, into: other.id))
  }

  private static func forest(
    of count: Int, _ random: inout RandomNumbers
  ) -> [CatalogueDomain.Category] {
    var categories: [CatalogueDomain.Category] = []
    for _ in 0..<count {
      let parent = Bool.random(using: &random) ? categories.randomElement(using: &random)?.id : nil
      let position = Int.random(in: 0..<5, using: &random)
      categories.append(Self.category(UUID(), in: parent, at: position))
    }
    return categories
  }

  private static func category(
    _ id: UUID, in parent: UUID?, at position: Int
  ) -> CatalogueDomain.Category {
    CatalogueDomain.Category(
      id: id, code: id.uuidString, parent: parent, titles: [:], language: "", position: position)
  }

  /// The same by brute force: whose descendants hold something wanted.
  private static func expected(
    _ wanted: Set<UUID>, _ categories: [CatalogueDomain.Category]
  ) -> Set<UUID> {
    var kept = wanted
    for _ in categories {
      kept.formUnion(categories.filter { kept.contains($0.id) }.compactMap(\.parent))
    }
    return kept
  }
}
