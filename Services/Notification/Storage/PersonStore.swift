package import Foundation
import NotificationDomain
package import Postgres

/// What is kept of one person: to be given to them, or taken away.
package struct PersonStore: Sendable {
  /// A mail as it is kept.
  package struct Mail: Sendable {
    package let template: String
    package let address: String
    package let state: String
    package let createdAt: Date
    package let openedAt: Date?
  }

  package init() {}

  /// Every mail, oldest first.
  package func mail(of account: UUID, in pool: PostgresPool) async throws -> [Mail] {
    try await pool.query(
      """
      select template, address, state, created_at, opened_at from mail
      where account_id = \(account) order by created_at, id
      """
    ).map { row in
      Mail(
        template: try row.decode(String.self, "template"),
        address: try row.decode(String.self, "address"),
        state: try row.decode(String.self, "state"),
        createdAt: try row.decode(Date.self, "created_at"),
        openedAt: try row.decode(Date?.self, "opened_at"))
    }
  }

  /// Takes a person out of mail and certificates. Mail that waits is not sent; certificates stay, without the
  /// holder's name and without their file, whose digests are noted to be deleted. Again it changes nothing.
  package func erase(
    _ account: UUID, pseudonym: String, version: Int64, in connection: PostgresConnection
  ) async throws {
    // People before their mail, in the order of moves.
    let nobody = Person(
      accountID: account, username: pseudonym, email: "", name: pseudonym, language: .english,
      administrationID: nil)
    try await PeopleStore().keep(nobody, version: version, in: connection)
    try await connection.query(
      """
      delete from address_failures where address in
        (select lower(address) from mail where account_id = \(account))
      """)
    try await connection.query("delete from mail where account_id = \(account)")
    try await connection.query("delete from unsubscriptions where account_id = \(account)")
    try await connection.query(
      """
      insert into unused_files (digest) select pdf_digest from certificates
      where account_id = \(account) and pdf_digest is not null and holder <> ''
      on conflict (digest) do nothing
      """)
    try await connection.query(
      """
      update certificates set holder = '', statement = null, shows_holder = false
      where account_id = \(account)
      """)
    try await connection.query(
      """
      delete from revocation_notes using revocation_proposals as proposals, certificates
      where proposals.id = revocation_notes.proposal_id
        and certificates.id = proposals.certificate_id and certificates.account_id = \(account)
      """)
  }

  /// Files nobody needs any more, at most 100.
  package func unusedFiles(in pool: PostgresPool) async throws -> [String] {
    try await pool.query("select digest from unused_files limit 100")
      .map { try $0.decode(String.self, "digest") }
  }

  /// A file is deleted.
  package func forget(file digest: String, in pool: PostgresPool) async throws {
    try await pool.query("delete from unused_files where digest = \(digest)")
  }
}
