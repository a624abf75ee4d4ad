internal import CatalogueDomain
internal import Synchronization

/// All categories as they were at a version.
struct CategoryShelves: Sendable {
  /// The count of changes (categories_version) they were read at.
  let version: Int64
  let all: [CatalogueDomain.Category]
  let tree: CategoryTree

  init(version: Int64, all: [CatalogueDomain.Category]) {
    self.version = version
    self.all = all
    self.tree = CategoryTree(all)
  }
}

/// The newest shelves this process has read. Every reader learns the current version from the database, in the
/// statement that it needs anyway, so that a copy is never shown after its time.
final class KnownShelves: Sendable {
  private let newest = Mutex<CategoryShelves?>(nil)

  /// The copy, unless it is older than the version.
  func shelves(atLeast version: Int64) -> CategoryShelves? {
    self.newest.withLock { shelves in
      shelves.flatMap { $0.version >= version ? $0 : nil }
    }
  }

  /// Keeps the shelves, unless newer ones are known.
  func keep(_ shelves: CategoryShelves) {
    self.newest.withLock { newest in
      if shelves.version > newest?.version ?? 0 { newest = shelves }
    }
  }
}
