package import Foundation
package import IdentityDomain
package import Postgres

/// An administration as it is kept.
package struct AdministrationRow: Sendable {
  package let id: UUID
  package let code: String
  /// Language code to name.
  package let names: [String: String]

  /// From the columns `id`, `code`, `languages` and `names`.
  init(_ row: PostgresRow) throws(PostgresError) {
    id = try row.decode(UUID.self, "id")
    code = try row.decode(String.self, "code")
    let languages = try row.decode([String].self, "languages")
    names = Dictionary(
      uniqueKeysWithValues: zip(languages, try row.decode([String].self, "names")))
  }
}

/// The statements on administrations.
package struct AdministrationStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// The id of the administration of a code, which is made with `fresh` when there is none.
  package func put(
    code: AdministrationCode, fresh: UUID, now: Date
  ) async throws(PostgresError) -> UUID {
    let rows = try await database.query(
      """
      insert into administrations (id, code, created_at) values (\(fresh), \(code.text), \(now))
      on conflict (code) do update set code = excluded.code
      returning id
      """)
    guard let row = rows.first else { return fresh }
    return try row.decode(UUID.self, "id")
  }

  /// Writes the name in one language.
  package func put(
    name: String, _ language: Language, of administration: UUID
  ) async throws(PostgresError) {
    try await database.query(
      """
      insert into administration_names (administration_id, language, name)
      values (\(administration), \(language.rawValue), \(name))
      on conflict (administration_id, language) do update set name = excluded.name
      """)
  }

  /// The code of an administration; nil when there is none.
  package func code(of id: UUID) async throws(PostgresError) -> String? {
    try await database.query("select code from administrations where id = \(id)").first?
      .decode(String.self, "code")
  }

  /// All administrations, by code.
  package func list() async throws(PostgresError) -> [AdministrationRow] {
    let rows = try await database.query(
      """
      select a.id, a.code, array_agg(n.language order by n.language) as languages,
        array_agg(n.name order by n.language) as names
      from administrations a join administration_names n on n.administration_id = a.id
      group by a.id, a.code order by a.code
      """)
    var administrations: [AdministrationRow] = []
    for row in rows { administrations.append(try AdministrationRow(row)) }
    return administrations
  }

  /// What all administrations are called in one language.
  package func names(
    _ language: Language
  ) async throws(PostgresError) -> [(id: UUID, code: String, name: String)] {
    let rows = try await database.query(
      """
      select a.id, a.code, n.name
      from administrations a join administration_names n on n.administration_id = a.id
      where n.language = \(language.rawValue) order by n.name, a.code
      """)
    var names: [(id: UUID, code: String, name: String)] = []
    for row in rows {
      names.append(
        (
          try row.decode(UUID.self, "id"), try row.decode(String.self, "code"),
          try row.decode(String.self, "name")
        ))
    }
    return names
  }
}
