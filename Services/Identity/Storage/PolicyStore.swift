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

/// The statements on versions of policy documents and their texts.
package struct PolicyStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Lets one publisher after the other count versions, for the rest of the transaction.
  package func lockVersions() async throws(PostgresError) {
    try await database.query("lock table policy_versions in share row exclusive mode")
  }

  /// The newest version's number over all documents; nil while none was published.
  package func newestVersion() async throws(PostgresError) -> Int? {
    let rows = try await database.query("select max(number) as newest from policy_versions")
    return try rows.first?.decode(Int?.self, "newest") ?? nil
  }

  /// Writes a new version without its texts, and makes it its document's newest.
  package func insert(
    _ version: PolicyVersion, of document: UUID, by publisher: UUID
  ) async throws(PostgresError) {
    try await database.query(
      """
      insert into policy_versions (number, material, published_at, published_by, document_id,
        revision)
      values (\(version.number), \(version.material), \(version.time), \(publisher), \(document),
        \(version.revision))
      """)
    try await database.query(
      """
      update policy_documents set current = \(version.number),
        binding = case when \(version.material) then \(version.number) else binding end
      where id = \(document)
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

  /// The text of a version; nil when there is none of that number.
  package func text(
    _ version: Int, _ language: Language
  ) async throws(PostgresError) -> PolicyText? {
    let rows = try await database.query(
      """
      select text, text_hash from policy_texts
      where language = \(language.rawValue) and version = \(version)
      """)
    guard let row = rows.first else { return nil }
    return PolicyText(
      version: version, language: language, text: try row.decode(String.self, "text"),
      hash: try row.decode(String.self, "text_hash"))
  }

  /// A document's versions, newest first.
  package func versions(of document: UUID) async throws(PostgresError) -> [PublishedPolicy] {
    let rows = try await database.query(
      """
      select v.number, v.revision, v.material, v.published_at, a.name,
        array(select t.language from policy_texts t where t.version = v.number
          order by t.language) as languages,
        array(select t.text_hash from policy_texts t where t.version = v.number
          order by t.language) as hashes
      from policy_versions v join accounts a on a.id = v.published_by
      where v.document_id = \(document) order by v.number desc
      """)
    var versions: [PublishedPolicy] = []
    for row in rows { versions.append(try PublishedPolicy(row)) }
    return versions
  }
}

/// A published version with who published it and the hashes of its texts.
package struct PublishedPolicy: Sendable {
  package let version: PolicyVersion
  package let publisher: String
  /// Language code to SHA-256.
  package let hashes: [String: String]

  init(_ row: PostgresRow) throws(PostgresError) {
    version = PolicyVersion(
      number: try row.decode(Int.self, "number"), revision: try row.decode(Int.self, "revision"),
      material: try row.decode(Bool.self, "material"),
      time: try row.decode(Date.self, "published_at"))
    publisher = try row.decode(String.self, "name")
    let languages = try row.decode([String].self, "languages")
    hashes = Dictionary(
      zip(languages, try row.decode([String].self, "hashes"))
    ) { first, _ in first }
  }
}
