import Authentication
import Foundation
import NotificationDomain
import Postgres
import TestSupport

@testable import notification

/// People of a few administrations with one row of everything that is kept of them, and callers with random roles.
struct ScopeGraph: Sendable {
  struct Somebody: Sendable {
    let id: UUID
    let administration: UUID?

    /// Mail to it failed too often.
    var email: String { "\(self.id.uuidString)@customs.example" }
  }

  /// A rendered certificate that somebody proposed to take back, which was refused.
  struct Certificate: Sendable {
    let id = UUID()
    let proposal = UUID()
    let holder: UUID
  }

  /// A mail that did not arrive.
  struct Mail: Sendable {
    let id = UUID()
    /// An account's, or nobody's for who was refused one.
    let account: UUID
    let administration: UUID?
  }

  /// The tables that have rows of the graph.
  static let tables = [
    "people", "completions", "certificates", "status_entries", "revocation_proposals",
    "revocation_decisions", "revocation_notes", "mail", "unsubscriptions", "address_failures",
    "unused_files",
  ]

  var people: [Somebody]
  var certificates: [Certificate]
  let mails: [Mail]
  let callers: [Principal]

  init(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let administrations: [UUID?] = [UUID(), UUID(), UUID(), nil]
    var people: [Somebody] = []
    for _ in 0..<Int.random(in: 2...6, using: &dice) {
      people.append(
        Somebody(id: UUID(), administration: administrations.randomElement(using: &dice) ?? nil))
    }
    self.people = people
    self.certificates =
      people.flatMap { person in
        (0..<Int.random(in: 0...2, using: &dice)).map { _ in Certificate(holder: person.id) }
      } + [Certificate(holder: people[0].id)]
    self.mails =
      people.map { Mail(account: $0.id, administration: $0.administration) }
      + administrations.map { Mail(account: UUID(), administration: $0) }
    self.callers = people.prefix(4).map { person in
      let roles = Role.allCases.filter { _ in Int.random(in: 0..<3, using: &dice) == 0 }
      return Calls.principal(person.id, Set(roles), person.administration)
    }
  }

  /// Whether an account is the caller's own or in the caller's care.
  func caresFor(_ account: UUID, _ caller: Principal) -> Bool {
    if account == caller.accountID || caller.has(.administrator) { return true }
    guard caller.has(.coordinator), let own = caller.administrationID else { return false }
    return self.people.contains { $0.id == account && $0.administration == own }
  }

  /// The certificates that the register shows to the caller.
  func entrusted(
    to caller: Principal, _ register: RegisterStore, _ connection: PostgresConnection
  ) async throws -> Set<UUID> {
    guard caller.hasAny(.coordinator, .administrator) else { return [] }
    let caretaker = Caretaker(
      accountID: caller.accountID, isAdministrator: caller.has(.administrator),
      administrationID: caller.has(.coordinator) ? caller.administrationID : nil)
    var found: Set<UUID> = []
    for certificate in self.certificates {
      let known = try await register.find(certificate.id, for: caretaker, in: connection)
      if known != nil { found.insert(certificate.id) }
    }
    return found
  }

  /// The mails that the list of those that did not arrive shows to the caller.
  func undelivered(
    to caller: Principal, _ store: UndeliveredStore, _ connection: PostgresConnection
  ) async throws -> Set<UUID> {
    guard caller.hasAny(.coordinator, .administrator) else { return [] }
    let caretaker = Caretaker(
      accountID: caller.accountID, isAdministrator: caller.has(.administrator),
      administrationID: caller.has(.coordinator) ? caller.administrationID : nil)
    let found = try await store.list(UndeliveredFilter(), for: caretaker, in: connection)
    return Set(found.map(\.mail.order.id))
  }

  /// The suppressed addresses that their list shows to the caller.
  func suppressed(
    to caller: Principal, _ store: SuppressionStore, _ connection: PostgresConnection
  ) async throws -> Set<UUID> {
    guard caller.hasAny(.coordinator, .administrator) else { return [] }
    let caretaker = Caretaker(
      accountID: caller.accountID, isAdministrator: caller.has(.administrator),
      administrationID: caller.has(.coordinator) ? caller.administrationID : nil)
    let found = try await store.list(SuppressionFilter(), for: caretaker, in: connection)
    return Set(found.map(\.id))
  }

  /// Writes it as the service.
  func insert(_ connection: PostgresConnection) async throws {
    for person in self.people { try await Self.insert(person, connection) }
    for mail in self.mails { try await mail.insert(connection) }
    for certificate in self.certificates {
      try await certificate.insert(connection)
      try await certificate.insertProposal(connection)
    }
    try await connection.query(
      """
      insert into address_failures (address, points, last_failure_at)
      values (\(UUID().uuidString.lowercased()), 4, now())
      """)
    try await connection.query("insert into unused_files values (\(UUID().uuidString))")
  }

  private static func insert(
    _ person: Somebody, _ connection: PostgresConnection
  ) async throws {
    try await PeopleStore().keep(
      Person(
        accountID: person.id, username: "p", email: person.email, name: "P",
        language: .english, administrationID: person.administration),
      version: 1, in: connection)
    try await connection.query(
      """
      insert into completions values (\(person.id), \(UUID()), 1, now())
      """)
    try await connection.query(
      "insert into unsubscriptions values (\(person.id), 'invitation_reminder')")
    try await connection.query(
      """
      insert into address_failures (address, points, last_failure_at)
      values (\(person.email.lowercased()), 4, now())
      """)
  }
}

extension ScopeGraph.Mail {
  /// Adds the administration for who has no account alone: that of an account is known.
  fileprivate func insert(_ connection: PostgresConnection) async throws {
    try await connection.query(
      """
      insert into mail (id, event_id, account_id, template, language, address, arguments, created_at,
        expires_at, due_at, state, administration_id)
      values (\(self.id), \(UUID()), \(self.account), 'password_changed', 'en', 'p@customs.example',
        '{}', now(), now(), now(), 'failed_permanent',
        case when not exists (select from people where account_id = \(self.account))
          then \(self.administration)::uuid end)
      """)
  }
}

extension ScopeGraph.Certificate {
  func insert(_ connection: PostgresConnection) async throws {
    try await connection.query(
      """
      insert into certificates (id, account_id, course_id, course_version, serial, code, holder,
        course_title, language, hours, completed_at, issued_at, pdf_digest, pdf_size)
      values (\(self.id), \(self.holder), \(UUID()), 1,
        'CLIKC-2026-' || nextval('certificate_numbers'), \(self.id.uuidString), 'P', 'Course', 'en', 1,
        now(), now(), 'digest', 1)
      """)
  }

  fileprivate func insertProposal(_ connection: PostgresConnection) async throws {
    let proposer = UUID()
    try await connection.query(
      """
      insert into revocation_proposals (id, certificate_id, reason, proposed_by, proposed_at)
      values (\(self.proposal), \(self.id), 'misconduct', \(proposer), now())
      """)
    try await connection.query(
      "insert into revocation_notes (proposal_id, note) values (\(self.proposal), 'Why')")
    try await connection.query(
      """
      insert into revocation_decisions
        (proposal_id, certificate_id, proposed_by, outcome, decided_by, decided_at)
      values (\(self.proposal), \(self.id), \(proposer), 'refused', \(UUID()), now())
      """)
  }
}
