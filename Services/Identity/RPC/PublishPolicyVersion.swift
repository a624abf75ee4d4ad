internal import Cryptography
internal import Foundation
internal import IdentityDomain
internal import Postgres

/// Makes five texts the next version of a document, inside the transaction of the connection.
struct PublishPolicyVersion: Sendable {
  let connection: PostgresConnection

  /// The version made; one publisher after the other counts.
  func callAsFunction(
    _ texts: LanguageTexts, of document: PolicyDocument, material: Bool, by publisher: UUID,
    now: Date
  ) async throws -> PolicyVersion {
    let store = PolicyStore(connection)
    try await store.lockVersions()
    let present = try await PolicyDocumentStore(connection).find(document.slug)
    let version = PolicyVersion(
      after: try await store.newestVersion(), revision: present?.current?.revision,
      material: material, now: now)
    try await store.insert(version, of: document.id, by: publisher)
    for language in Language.allCases {
      let text = texts[language]
      try await store.insert(
        PolicyText(
          version: version.number, language: language, text: text,
          hash: hexadecimal(sha256(Array(text.utf8)))))
    }
    return version
  }
}
