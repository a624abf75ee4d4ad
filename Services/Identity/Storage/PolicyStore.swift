package import Foundation
package import IdentityDomain
package import Postgres

/// One policy text as it is kept.
package struct PolicyText: Sendable {
  package let version: Int
  package let language: Language
  /// Markdown.
  package let text: String
  /// SHA-256, lower-case hexadecimal.
  package let hash: String

  package init(version: Int, language: Language, text: String, hash: String) {
    self.version = version
    self.language = language
    self.text = text
    self.hash = hash
  }
}

/// The statements on the site policy.
package struct PolicyStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Lets one publisher after the other count versions, for the rest of the transaction.
  package func lockVersions() async throws(PostgresError) {
    try await database.query("lock table policy_versions in share row exclusive mode")
  }

  /// The newest version's number; nil while none was published.
  package func newestVersion() async throws(PostgresError) -> Int? {
    let rows = try await database.query("select max(number) as newest from policy_versions")
    return try rows.first?.decode(Int?.self, "newest") ?? nil
  }

  /// Writes a new version without its texts.
  package func insert(
    _ version: PolicyVersion, by publisher: UUID, now: Date
  ) async throws(PostgresError) {
    try await database.query(
      """
      insert into policy_versions (number, material, published_at, published_by)
      values (\(version.number), \(version.material), \(now), \(publisher))
      """)
  }

  /// Writes the text of one language.
  package func insert(_ text: PolicyText) async throws(PostgresError) {
    try await database.query(
      """
      insert into policy_texts (version, language, text, text_hash)
      values (\(text.version), \(text.language.rawValue), \(text.text), \(text.hash))
      """)
  }

  /// The text of the newest version; nil while none was published.
  package func newestText(_ language: Language) async throws(PostgresError) -> PolicyText? {
    try await first(
      language, "version = (select max(number) from policy_versions)")
  }

  /// The text of a version; nil when there is none of that number.
  package func text(_ version: Int, _ language: Language) async throws(PostgresError) -> PolicyText?
  {
    try await first(language, "version = \(version)")
  }

  /// The newest material version's number; nil while none was published.
  package func bindingVersion() async throws(PostgresError) -> Int? {
    let rows = try await database.query(
      "select max(number) as binding from policy_versions where material")
    return try rows.first?.decode(Int?.self, "binding") ?? nil
  }

  /// Writes an answer. A second one replaces a NO; a YES stands as it was given.
  package func put(
    _ answer: PolicyAnswer, of account: UUID, from address: String
  ) async throws(PostgresError) {
    try await database.query(
      """
      insert into policy_acceptances (account_id, version, accepted, language, text_hash,
        client_address, answered_at)
      values (\(account), \(answer.version), \(answer.accepted), \(answer.language.rawValue),
        \(answer.textHash), \(address), \(answer.time))
      on conflict (account_id, version) do update set accepted = excluded.accepted,
        language = excluded.language, text_hash = excluded.text_hash,
        client_address = excluded.client_address, answered_at = excluded.answered_at
      where not policy_acceptances.accepted
      """)
  }

  private func first(
    _ language: Language, _ condition: PostgresQuery
  ) async throws(PostgresError) -> PolicyText? {
    let rows = try await database.query(
      """
      select version, text, text_hash from policy_texts
      where language = \(language.rawValue) and \(condition)
      """)
    guard let row = rows.first else { return nil }
    return PolicyText(
      version: try row.decode(Int.self, "version"), language: language,
      text: try row.decode(String.self, "text"), hash: try row.decode(String.self, "text_hash"))
  }
}
