import Authentication
import Foundation
import IdentityContract
import IdentityDomain
import Postgres
import Testing

@testable import identity

@Suite("A transaction of an administration's scope")
struct WritingScopeTests {
  /// What a statement writes of a person, an import and a request.
  typealias Attempt = @Sendable (Owned, PostgresConnection) async throws -> Void

  @Test("writes nothing of another's, by any statement, and all of its own by the same")
  func wall() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let owned = try await site.owned()
      let before = try await Self.snapshot(site.pool)
      for (name, attempt) in Self.attempts {
        // A statement either finds no row or throws.
        try? await site.pool.writing(in: .administration(kenya)) { connection in
          try await attempt(owned, connection)
        }
        #expect(try await Self.snapshot(site.pool) == before, "\(name)")

        struct Undone: Error {}
        await #expect(throws: Undone.self, "\(name), of its own") {
          try await site.pool.writing(in: .administration(owned.administration)) { connection in
            let before = try await Self.snapshot(connection)
            try await attempt(owned, connection)
            guard try await Self.snapshot(connection) != before else { return }
            throw Undone()
          }
        }
      }
    }
  }

  @Test("gives no person of its own away, nor makes one of another's, without taking the scope off")
  func moves() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let person = try await site.newcomer("ours", of: kenya)
      let owned = try await site.owned()
      let move: @Sendable (PostgresConnection) async throws -> Void = { connection in
        try await connection.query(
          """
          update accounts set administration_id = \(owned.administration) where id = \(person.id)
          """)
      }
      let refused = await #expect(throws: PostgresError.self) {
        try await site.pool.writing(in: .administration(kenya)) { try await move($0) }
      }
      #expect(refused?.sqlState == SQLState(rawValue: "42501"))
      try await site.pool.writing(in: .administration(kenya)) { connection in
        try await connection.leaveScope()
        try await move(connection)
      }
      let count = try await site.count(
        "select count(*) from accounts where administration_id = \(kenya)")
      #expect(count == 0)
      // The next transaction of the connection has no scope left.
      #expect(try await site.count("select count(*) from accounts") == 4)
    }
  }
}

extension WritingScopeTests {
  /// Tables of which every row belongs to an administration, in what a coordinator's calls write.
  private static let tables = [
    "accounts", "account_roles", "account_words", "credentials", "reset_tokens", "reset_mails",
    "sessions", "second_factors", "recovery_codes", "erasures", "imports", "import_rows",
    "account_requests", "administrations", "administration_names",
  ]

  /// All rows of those tables.
  private static func snapshot(_ database: any StatementRunner) async throws -> String {
    var texts: [String] = []
    for table in tables {
      let rows = try await database.query(
        """
        select coalesce(md5(string_agg(t::text, '' order by t::text)), '') as digest
        from \(unsafeSQL: table) t
        """)
      texts.append(try rows[0].decode(String.self, "digest"))
    }
    return texts.joined(separator: " ")
  }
}

/// An administration's people and what belongs to them.
struct Owned: Sendable {
  let administration: UUID
  /// Somebody with a session, a reset link and no second factor.
  let account: Account
  let session: UUID
  /// Somebody with a second factor.
  let factored: UUID
  /// An import that made two accounts.
  let imported: UUID
  /// A request that waits.
  let request: UUID
  let now: Date

  var later: Date { now.addingTimeInterval(600) }
  var hash: String { "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g" }
  var version: Int64 { account.version }

  /// The account with another name, one version on.
  var changed: Account {
    var account = self.account
    account.name = "Another Name"
    account.version += 1
    return account
  }

  /// An account that is not there.
  var another: Account {
    var other = Account(
      id: UUID(),
      wish: ImportWish(
        username: "another", name: "Another", email: "another@example.org", language: "fr",
        administration: administration, tutor: nil), language: "fr", now: now)
    other.administration = administration
    return other
  }
}

extension Site {
  /// Senegal's people, with everything a coordinator's calls write.
  fileprivate func owned() async throws -> Owned {
    let (senegal, coordinator) = try await importer("SN")
    let made = try await apply(
      try await importing(
        "username,name,email\nann.a,Ann A,ann@example.org", as: coordinator), as: coordinator)
    let person = try await learner("amina", of: senegal)
    try await requestReset(username: "amina")
    _ = try await signIn("amina", person.password)
    let session = try await pool.query(
      "select id from sessions where account_id = \(person.id) and ended_at is null")
    let factored = coordinator.accountID
    try await SecondFactorStore(pool).put([4], of: factored, now: clock.now)
    try await SecondFactorStore(pool).putRecoveryCodes(
      [[UInt8](repeating: 2, count: 32)], of: factored)
    try await ask(of: senegal, email: "asking@example.org")
    let asked = try await requests(as: [.coordinator], of: senegal)
    let request = try #require(asked.first).id
    return Owned(
      administration: senegal, account: try #require(try await AccountStore(pool).find(person.id)),
      session: try #require(session.first).decode(UUID.self, "id"), factored: factored,
      imported: try #require(UUID(uuidString: made.id)),
      request: try #require(UUID(uuidString: request)), now: clock.now)
  }
}
