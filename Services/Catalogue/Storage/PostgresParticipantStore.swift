internal import CatalogueDomain
internal import Foundation
internal import Postgres

/// Somebody in a list of participants or candidates.
struct StoredParticipant: Sendable {
  let person: Person
  /// Nil for who takes no part.
  let role: CourseRole?
  let since: Date?
  let dueOn: DueDate?
}

/// Lists of people in and around a course.
struct PostgresParticipantStore: Sendable {
  let pool: PostgresPool

  /// Which participants are asked for.
  struct Wanted: Sendable {
    let course: UUID
    /// Learners outside are left out; tutors are always listed.
    let scope: PeopleScope
    let query: String
    /// Whether `query` may also be part of a username or an address.
    let byAddress: Bool
    /// The last account of the page before.
    let after: UUID?
    let limit: Int
  }

  /// At most `limit` participants by name.
  func participants(_ wanted: Wanted) async throws -> [StoredParticipant] {
    let pattern = Self.pattern(wanted.query)
    let (restricted, administration) = Self.restriction(wanted.scope)
    let place = try await self.place(of: wanted.after)
    return try await self.pool.query(
      """
      select p.account_id, p.username, p.email, p.name, p.administration_id, p.language, p.roles,
        p.role, p.since, p.due_on::text as due_on
      from participants p
      where p.course_id = \(wanted.course)
        and (not \(restricted) or p.role = 2 or p.administration_id = \(administration))
        and (p.name_folded like \(pattern) or (\(wanted.byAddress)
          and (p.username like \(pattern) or p.email_folded like \(pattern))))
        and (\(wanted.after) is null
          or (p.name_folded, p.account_id) > (\(place), \(wanted.after)))
      order by p.name_folded, p.account_id
      limit \(wanted.limit)
      """
    ).map(Self.participant)
  }

  /// Where a page goes on. Whoever was last on the page before may have left the course since, so that the caller would
  /// find them no more.
  private func place(of last: UUID?) async throws -> String? {
    guard let last else { return nil }
    return try await PostgresScope.service.run {
      try await self.pool.query("select name_folded from people where account_id = \(last)")
        .first?.decode(String.self, "name_folded")
    }
  }

  /// At most 20 people who could be enrolled, which is nobody who is suspended, those not yet enrolled first.
  func candidates(
    for course: UUID, scope: PeopleScope, query: String, byPartOfAddress: Bool
  ) async throws -> [StoredParticipant] {
    let pattern = Self.pattern(query)
    let address = byPartOfAddress ? pattern : Self.literal(query)
    let (restricted, administration) = Self.restriction(scope)
    return try await self.pool.query(
      """
      select p.account_id, p.username, p.email, p.name, p.administration_id, p.language, p.roles,
        e.role, e.since, e.due_on::text as due_on
      from people p
      left join enrolments e
        on e.account_id = p.account_id and e.course_id = \(course) and e.active
      where not p.suspended and (not \(restricted) or p.administration_id = \(administration))
        and (p.name_folded like \(pattern) or p.username like \(pattern)
          or p.email_folded like \(address))
      order by e.id is not null, p.name_folded, p.account_id
      limit 20
      """
    ).map(Self.participant)
  }

  private static func restriction(_ scope: PeopleScope) -> (restricted: Bool, to: UUID?) {
    switch scope {
    case .nobody: (true, nil)
    case .administration(let own): (true, own)
    case .everybody: (false, nil)
    }
  }

  private static func pattern(_ query: String) -> String { "%\(Self.literal(query))%" }

  /// `query` as LIKE takes it literally.
  private static func literal(_ query: String) -> String {
    var escaped = ""
    for character in TextFolding.fold(query) {
      if "\\%_".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  private static func participant(_ row: PostgresRow) throws -> StoredParticipant {
    StoredParticipant(
      person: try PostgresPeopleStore.person(row), role: try PostgresCourseStore.role(row),
      since: try row.decode(Date?.self, "since"),
      dueOn: try row.decode(String?.self, "due_on").map(DueDate.init(stored:)))
  }
}
