package import Foundation

/// A shelf of the catalogue.
package struct Category: Equatable, Sendable {
  package let id: UUID
  package let code: String
  /// The category it lies in; nil at the top.
  package let parent: UUID?
  /// Language code to title.
  package let titles: [String: String]
  /// Language of the courses in it, or empty.
  package let language: String
  /// Order among its siblings.
  package let position: Int

  package init(
    id: UUID, code: String, parent: UUID?, titles: [String: String], language: String,
    position: Int
  ) {
    self.id = id
    self.code = code
    self.parent = parent
    self.titles = titles
    self.language = language
    self.position = position
  }
}

/// The shelves as a tree. A category whose parent is unknown stands at the top.
package struct CategoryTree: Sendable {
  private let byID: [UUID: Category]

  package init(_ categories: [Category]) {
    self.byID = Dictionary(categories.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
  }

  /// The category and what it lies in, itself first; ends where a circle would begin.
  package func path(from id: UUID) -> [Category] {
    var path: [Category] = []
    var seen: Set<UUID> = []
    var next: UUID? = id
    while let current = next, let category = self.byID[current], seen.insert(current).inserted {
      path.append(category)
      next = category.parent
    }
    return path
  }

  /// The categories in `ids` and all they lie in: parents before children, siblings in their order.
  package func leading(to ids: Set<UUID>) -> [Category] {
    var kept: [UUID: Category] = [:]
    for category in ids.flatMap(self.path(from:)) { kept[category.id] = category }
    let children = Dictionary(grouping: kept.values) { category in
      category.parent.flatMap { kept[$0] == nil ? nil : $0 }
    }
    var ordered: [Category] = []
    func append(under parent: UUID?) {
      let siblings = (children[parent] ?? []).sorted {
        ($0.position, $0.code) < ($1.position, $1.code)
      }
      for category in siblings {
        ordered.append(category)
        append(under: category.id)
      }
    }
    append(under: nil)
    return ordered
  }

  /// Whether putting `id` into `parent` would close a circle.
  package func closesCircle(_ id: UUID, into parent: UUID) -> Bool {
    self.path(from: parent).contains { $0.id == id }
  }
}
