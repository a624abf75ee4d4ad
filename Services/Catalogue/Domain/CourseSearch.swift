package import Foundation

/// Finds courses by part of their own title or of a category's they stand in, in any language.
package struct CourseSearch: Sendable {
  private let query: String
  private let found: Set<UUID>

  /// Looks for `query`; `categories` are those of the courses with all they lie in.
  package init(_ query: String, among categories: [Category]) {
    let query = TextFolding.fold(query)
    guard !query.isEmpty else {
      (self.query, self.found) = ("", [])
      return
    }
    let tree = CategoryTree(categories)
    let named = Set(
      categories.filter { category in
        category.titles.values.contains { TextFolding.fold($0).contains(query) }
      }.map(\.id))
    self.query = query
    self.found = Set(
      categories.map(\.id).filter { id in tree.path(from: id).contains { named.contains($0.id) } })
  }

  /// Whether a course of that title in that category is meant; an empty query means every one.
  package func finds(_ title: String, in category: UUID) -> Bool {
    self.query.isEmpty || self.found.contains(category)
      || TextFolding.fold(title).contains(self.query)
  }
}
