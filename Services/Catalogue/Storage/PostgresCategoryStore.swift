internal import CatalogueDomain
internal import Foundation
internal import Postgres

/// The shelves.
struct PostgresCategoryStore: Sendable {
  let pool: PostgresPool
  let known: KnownShelves

  /// Why a category could not be put.
  enum Fault: Error {
    case unknownParent
    case circle
  }

  /// A category as it should be; the parent is named by its code, empty at the top.
  struct Wanted: Sendable {
    let code: String
    let parentCode: String
    let titles: [String: String]
    let language: String
    let position: Int
  }

  /// Makes the category, or changes the one of that code.
  func put(_ wanted: Wanted, newID: UUID) async throws -> CatalogueDomain.Category {
    try await self.pool.transaction { connection in
      try await Self.lock(in: connection)
      let categories = try await Self.all(in: connection)
      let parent = try Self.parent(of: wanted, among: categories)
      let category = CatalogueDomain.Category(
        id: categories.first { $0.code == wanted.code }?.id ?? newID, code: wanted.code,
        parent: parent?.id, titles: wanted.titles, language: wanted.language,
        position: wanted.position)
      if let parent, CategoryTree(categories).closesCircle(category.id, into: parent.id) {
        throw Fault.circle
      }
      try await Self.upsert(category, in: connection)
      return category
    }
  }

  /// All categories, as they are at the version or later.
  func shelves(atLeast version: Int64) async throws -> CategoryShelves {
    if let known = self.known.shelves(atLeast: version) { return known }
    let rows = try await self.pool.query(
      """
      select id, code, parent_id, titles, language, position,
        (select version from categories_version) as version
      from categories
      """)
    let shelves = CategoryShelves(
      version: try rows.first?.decode(Int64.self, "version") ?? 0,
      all: try rows.map(Self.category))
    self.known.keep(shelves)
    return shelves
  }

  private static func parent(
    of wanted: Wanted, among categories: [CatalogueDomain.Category]
  ) throws -> CatalogueDomain.Category? {
    guard !wanted.parentCode.isEmpty else { return nil }
    guard let parent = categories.first(where: { $0.code == wanted.parentCode }) else {
      throw Fault.unknownParent
    }
    return parent
  }

  /// One change at a time, so that two cannot close a circle between them.
  private static func lock(in connection: PostgresConnection) async throws {
    try await connection.query("select pg_advisory_xact_lock(hashtextextended('categories', 0))")
  }

  private static func all(
    in connection: PostgresConnection
  ) async throws -> [CatalogueDomain.Category] {
    try await connection.query(
      "select id, code, parent_id, titles, language, position from categories"
    ).map(Self.category)
  }

  private static func upsert(
    _ category: CatalogueDomain.Category, in connection: PostgresConnection
  ) async throws {
    let titles = Language.allCases.map { category.titles[$0.rawValue] ?? "" }
    try await connection.query(
      """
      insert into categories (id, code, parent_id, titles, language, position)
      values (
        \(category.id), \(category.code), \(category.parent), \(titles), \(category.language),
        \(category.position)
      )
      on conflict (code) do update set
        parent_id = excluded.parent_id, titles = excluded.titles, language = excluded.language,
        position = excluded.position
      """)
    try await connection.query("update categories_version set version = version + 1")
  }

  private static func category(_ row: PostgresRow) throws -> CatalogueDomain.Category {
    let titles = try row.decode([String].self, "titles")
    return CatalogueDomain.Category(
      id: try row.decode(UUID.self, "id"), code: try row.decode(String.self, "code"),
      parent: try row.decode(UUID?.self, "parent_id"),
      titles: Dictionary(
        uniqueKeysWithValues: zip(Language.allCases.map(\.rawValue), titles)),
      language: try row.decode(String.self, "language"),
      position: try row.decode(Int.self, "position"))
  }
}
