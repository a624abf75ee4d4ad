package import Foundation
package import IdentityDomain
package import Postgres

/// An answer that was given, with what it was given to.
package struct GivenAnswer: Sendable {
  package let document: UUID
  package let revision: Int
  package let answer: PolicyAnswer
}

/// How many people of an administration answered what.
package struct AnswerCount: Sendable {
  /// Nil for people without an administration.
  package let administration: UUID?
  package let people: Int
  package let accepted: Int
  package let declined: Int
}

/// The statements on answers to policy documents.
package struct PolicyAnswerStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Writes an answer and its place in the history. A second one replaces a NO; a YES stands as it was given, until
  /// it is withdrawn.
  package func put(
    _ answer: PolicyAnswer, of account: UUID, document: UUID, from address: String
  ) async throws(PostgresError) {
    try await database.query(
      """
      with changed as (
        insert into policy_acceptances (account_id, version, accepted, withdrawn, language,
          text_hash, client_address, answered_at, document_id)
        values (\(account), \(answer.version), \(answer.accepted), \(answer.withdrawn),
          \(answer.language.rawValue), \(answer.textHash), \(address), \(answer.time),
          \(document))
        on conflict (account_id, version) do update set accepted = excluded.accepted,
          withdrawn = excluded.withdrawn, language = excluded.language,
          text_hash = excluded.text_hash, client_address = excluded.client_address,
          answered_at = excluded.answered_at
        where policy_acceptances.accepted = excluded.withdrawn
        returning account_id, version, accepted, withdrawn, language, text_hash, client_address,
          answered_at)
      insert into policy_answers (account_id, version, accepted, withdrawn, language, text_hash,
        client_address, answered_at)
      select account_id, version, accepted, withdrawn, language, text_hash, client_address,
        answered_at from changed
      """)
  }

  /// The answers that stand: the last one of each version.
  package func standing(of account: UUID) async throws(PostgresError) -> [GivenAnswer] {
    try await read(
      """
      select p.version, p.accepted, p.withdrawn, p.language, p.text_hash, p.answered_at,
        v.document_id, v.revision
      from policy_acceptances p join policy_versions v on v.number = p.version
      where p.account_id = \(account) order by p.version desc
      """)
  }

  /// Every answer, newest first.
  package func history(of account: UUID) async throws(PostgresError) -> [GivenAnswer] {
    try await read(
      """
      select p.version, p.accepted, p.withdrawn, p.language, p.text_hash, p.answered_at,
        v.document_id, v.revision
      from policy_answers p join policy_versions v on v.number = p.version
      where p.account_id = \(account) order by p.id desc limit 500
      """)
  }

  /// Answers to versions of a document from `binding` on, counted by administration: one, or all of them.
  package func counts(
    document: UUID, binding: Int, administration: UUID?
  ) async throws(PostgresError) -> [AnswerCount] {
    let scope: PostgresQuery =
      administration.map { "a.administration_id = \($0)" } ?? "true"
    let rows = try await database.query(
      """
      select a.administration_id, count(*) as people,
        count(*) filter (where p.accepted) as accepted,
        count(*) filter (where not p.accepted) as declined
      from accounts a left join (
        select account_id, bool_or(accepted) as accepted from policy_acceptances
        where document_id = \(document) and version >= \(binding) group by account_id
      ) p on p.account_id = a.id
      where \(scope) and a.suspended_at is null
        and not exists (select from erasures e where e.account_id = a.id and e.state = 'erased')
      group by a.administration_id
      """)
    var counts: [AnswerCount] = []
    for row in rows {
      counts.append(
        AnswerCount(
          administration: try row.decode(UUID?.self, "administration_id"),
          people: try row.decode(Int.self, "people"),
          accepted: try row.decode(Int.self, "accepted"),
          declined: try row.decode(Int.self, "declined")))
    }
    return counts
  }

  private func read(_ query: PostgresQuery) async throws(PostgresError) -> [GivenAnswer] {
    var answers: [GivenAnswer] = []
    for row in try await database.query(query) {
      guard let language = try? Language(code: row.decode(String.self, "language")) else {
        throw PostgresError(.decoding, "an answer in a language that is none")
      }
      let answer = PolicyAnswer(
        version: try row.decode(Int.self, "version"),
        accepted: try row.decode(Bool.self, "accepted"),
        withdrawn: try row.decode(Bool.self, "withdrawn"), language: language,
        textHash: try row.decode(String.self, "text_hash"),
        time: try row.decode(Date.self, "answered_at"))
      answers.append(
        GivenAnswer(
          document: try row.decode(UUID.self, "document_id"),
          revision: try row.decode(Int.self, "revision"), answer: answer))
    }
    return answers
  }
}
