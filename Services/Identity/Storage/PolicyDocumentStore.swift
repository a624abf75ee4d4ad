package import Foundation
package import IdentityDomain
package import Postgres

/// The statements on policy documents and their drafts.
package struct PolicyDocumentStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  private static let selection: PostgresQuery = """
    select d.id, d.slug, d.required, d.position, d.archived, d.properties_version, d.current, d.binding,
      d.draft_version, v.revision, v.material, v.published_at,
      array(select t.language from policy_titles t where t.document_id = d.id
        order by t.language) as title_languages,
      array(select t.title from policy_titles t where t.document_id = d.id
        order by t.language) as titles,
      array(select f.language from policy_drafts f where f.document_id = d.id
        order by f.language) as draft_languages
    from policy_documents d left join policy_versions v on v.number = d.current
    """

  /// Every document, in order.
  package func all() async throws(PostgresError) -> [PolicyDocument] {
    let rows = try await database.query("\(Self.selection) order by d.position, d.slug")
    var documents: [PolicyDocument] = []
    for row in rows { documents.append(try Self.document(row)) }
    return documents
  }

  /// The document of a name; nil when there is none.
  package func find(_ slug: String) async throws(PostgresError) -> PolicyDocument? {
    try await database.query("\(Self.selection) where d.slug = \(slug)").first.map(Self.document)
  }

  /// The document a version belongs to; nil when there is no such version.
  package func find(version: Int) async throws(PostgresError) -> PolicyDocument? {
    try await database.query(
      """
      \(Self.selection)
      where d.id = (select document_id from policy_versions where number = \(version))
      """
    ).first.map(Self.document)
  }

  /// Makes a document with its titles; false when there is one of its name, which stays as it is. Of two that are made at
  /// the same moment the second waits for the first.
  package func create(
    _ change: PolicyDocumentChange, id: UUID
  ) async throws(PostgresError) -> Bool {
    let made = try await database.query(
      """
      insert into policy_documents (id, slug, required, position, archived)
      values (\(id), \(change.slug), \(change.required), \(change.position), \(change.archived))
      on conflict (slug) do nothing returning id
      """)
    guard !made.isEmpty else { return false }
    try await putTitles(change.titles, of: id)
    return true
  }

  /// Changes a document, titles included, if nobody did since `version`; false when somebody did.
  package func change(
    _ document: UUID, to change: PolicyDocumentChange, ifVersion version: Int64
  ) async throws(PostgresError) -> Bool {
    let changed = try await database.query(
      """
      update policy_documents set required = \(change.required), position = \(change.position),
        archived = \(change.archived), properties_version = properties_version + 1
      where id = \(document) and properties_version = \(version) returning id
      """)
    guard !changed.isEmpty else { return false }
    try await putTitles(change.titles, of: document)
    return true
  }

  private func putTitles(
    _ titles: LanguageTexts, of document: UUID
  ) async throws(PostgresError) {
    for language in Language.allCases {
      try await database.query(
        """
        insert into policy_titles (document_id, language, title)
        values (\(document), \(language.rawValue), \(titles[language]))
        on conflict (document_id, language) do update set title = excluded.title
        """)
    }
  }

  /// Counts a change of the draft, if nobody changed it since `version`; nil when somebody did. Locks the document
  /// for the rest of the transaction.
  package func countDraft(
    _ document: UUID, ifVersion version: Int64
  ) async throws(PostgresError) -> Int64? {
    let rows = try await database.query(
      """
      update policy_documents set draft_version = draft_version + 1
      where id = \(document) and draft_version = \(version) returning draft_version
      """)
    return try rows.first?.decode(Int64.self, "draft_version")
  }

  /// Writes the draft of one language; an empty text takes it away.
  package func putDraft(
    _ text: String, _ language: Language, of document: UUID, by author: UUID, now: Date
  ) async throws(PostgresError) {
    guard !text.isEmpty else {
      try await database.query(
        """
        delete from policy_drafts
        where document_id = \(document) and language = \(language.rawValue)
        """)
      return
    }
    try await database.query(
      """
      insert into policy_drafts (document_id, language, text, changed_at, changed_by)
      values (\(document), \(language.rawValue), \(text), \(now), \(author))
      on conflict (document_id, language) do update
        set text = excluded.text, changed_at = excluded.changed_at,
          changed_by = excluded.changed_by
      """)
  }

  /// The draft's texts by language code.
  package func draft(of document: UUID) async throws(PostgresError) -> [String: String] {
    let rows = try await database.query(
      "select language, text from policy_drafts where document_id = \(document)")
    var texts: [String: String] = [:]
    for row in rows {
      texts[try row.decode(String.self, "language")] = try row.decode(String.self, "text")
    }
    return texts
  }

  /// The draft was published.
  package func deleteDraft(of document: UUID) async throws(PostgresError) {
    try await database.query("delete from policy_drafts where document_id = \(document)")
  }

  private static func document(_ row: PostgresRow) throws(PostgresError) -> PolicyDocument {
    let languages = try row.decode([String].self, "title_languages")
    let titles = try row.decode([String].self, "titles")
    var current: PolicyVersion?
    if let number = try row.decode(Int?.self, "current") {
      current = PolicyVersion(
        number: number, revision: try row.decode(Int.self, "revision"),
        material: try row.decode(Bool.self, "material"),
        time: try row.decode(Date.self, "published_at"))
    }
    return PolicyDocument(
      id: try row.decode(UUID.self, "id"), slug: try row.decode(String.self, "slug"),
      titles: Dictionary(zip(languages, titles)) { first, _ in first },
      required: try row.decode(Bool.self, "required"),
      position: try row.decode(Int.self, "position"),
      archived: try row.decode(Bool.self, "archived"),
      propertiesVersion: try row.decode(Int64.self, "properties_version"), current: current,
      binding: try row.decode(Int?.self, "binding"),
      draftVersion: try row.decode(Int64.self, "draft_version"),
      draftLanguages: try row.decode([String].self, "draft_languages"))
  }
}
