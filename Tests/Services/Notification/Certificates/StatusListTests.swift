import Foundation
import Logging
import NotificationDomain
import Postgres
import TestSupport
import Testing

@testable import notification

@Suite("Places of certificates in status lists")
struct StatusListTests {
  @Test("are one for each certificate, at random, and lists are read whole")
  func thousands() async throws {
    try await Workshop.open { workshop in
      try await Self.issue(5_000, from: 63_000, workshop.pool)
      let places = try await workshop.count(
        "(select distinct list_number, list_index from status_entries) as places")
      let firstList = try await workshop.count("status_entries where list_number = 0")
      let lowerHalf = try await workshop.count("status_entries where list_index < 65536")
      #expect(places == 5_000 && firstList == 2_537)
      // Of 5 000 fair coins so few or so many heads come up less than once in 10^20 times.
      #expect((2_150...2_850).contains(lowerHalf))

      try await Self.supersede("serial ~ '[05]-.$'", workshop.pool)
      try await Self.revoke("serial ~ '1-.$'", workshop.pool)
      for list in [0, 1] as [Int32] {
        let expected = try await Self.expected(list, workshop.pool)
        let ended = try #require(
          try await StatusStore(pool: workshop.pool).ended(list: list))
        #expect(Set(ended.map(\.certificateID)) == expected && ended.count == expected.count)
        #expect(expected.count > 700)
        #expect(try await CredentialCalls.places(of: list, workshop).count == expected.count)
        #expect(try await CredentialCalls.revoked(in: list, workshop).count == expected.count)
      }
    }
  }

  @Test("of a few among many are found without reading the many")
  func plan() async throws {
    let components = MigrationComponent.ofService("Notification")
    try await withTestDatabaseAddresses(schema: "notification", components: components) {
      database in
      let pool = try Self.pool(database.runtimeURL)
      let owner = try Self.pool(database.ownerURL)
      try await Self.issue(4_000, from: 1, pool)
      try await Self.supersede("serial ~ '000-.$'", pool)
      try await Self.revoke("serial ~ '001-.$'", pool)
      try await owner.query("analyze")

      let rows = try await pool.query("explain \(unsafeSQL: StatusStore.ended(list: 0))")
      let plan = try rows.map { try $0.decode(String.self, "QUERY PLAN") }

      #expect(plan.contains { $0.contains("certificates_superseded") })
      #expect(plan.contains { $0.contains("status_entries_pkey") })
      #expect(!plan.contains { $0.contains("Seq Scan on certificates") })
      await pool.close()
      await owner.close()
    }
  }

  @Test("are given once and never changed")
  func fixed() async throws {
    try await Workshop.open { workshop in
      try await Self.issue(1, from: 1, workshop.pool)
      for statement in ["update status_entries set list_index = 1", "delete from status_entries"] {
        await #expect(throws: PostgresError.self) {
          try await workshop.pool.query("\(unsafeSQL: statement)")
        }
      }
      #expect(try await workshop.count("status_entries") == 1)
    }
  }

  @Test("are given to certificates that were issued before there were lists")
  func older() async throws {
    let current = MigrationComponent.ofService("Notification")
    let before = try TemporaryDirectory()
    let files = FileManager.default
    for name in try files.contentsOfDirectory(atPath: current[1].directory.path())
    where name < "V0007" {
      try files.copyItem(
        at: current[1].directory.appending(path: name), to: before.url.appending(path: name))
    }
    let old = MigrationComponent(name: "notification", directory: before.url)
    try await withTestDatabaseAddresses(schema: "notification", components: [.events, old]) {
      database in
      let pool = try Self.pool(database.runtimeURL)
      try await Self.issue(300, from: 65_400, pool)
      _ = try await Migrator(
        components: current, schema: "notification", logger: Self.silent
      ).apply(database.ownerURL)

      let rows = try await pool.query(
        "select list_number, count(*) as count from status_entries group by 1 order by 1")
      #expect(try rows.map { try $0.decode(Int64.self, "count") } == [137, 163])
      await pool.close()
    }
  }
}

extension StatusListTests {
  private static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  private static func pool(_ address: String) throws -> PostgresPool {
    PostgresPool(
      try PostgresConfiguration(
        url: address, maximumConnections: 2, applicationName: "clikc-test",
        schema: "notification"), logger: self.silent)
  }

  /// Certificates with the numbers that follow `first`, without PDFs.
  private static func issue(_ count: Int, from first: Int, _ pool: PostgresPool) async throws {
    try await pool.query(
      """
      insert into certificates (id, account_id, course_id, course_version, serial, code, holder,
        course_title, language, hours, completed_at, issued_at)
      select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1,
        'CLIKC-2026-' || lpad(number::text, 6, '0') || '-0', number::text, 'Amina', 'Risk', 'en',
        1, now(), now()
      from generate_series(\(Int64(first)), \(Int64(first + count - 1))) as number
      """)
  }

  private static func supersede(_ which: String, _ pool: PostgresPool) async throws {
    try await pool.query(
      "update certificates set superseded_at = now() where \(unsafeSQL: which)")
  }

  private static func revoke(_ which: String, _ pool: PostgresPool) async throws {
    try await pool.query(
      """
      insert into revocation_proposals (id, certificate_id, reason, proposed_by, proposed_at)
      select gen_random_uuid(), id, 'misconduct', gen_random_uuid(), now() from certificates
      where \(unsafeSQL: which)
      """)
    try await pool.query(
      """
      insert into revocation_decisions
        (proposal_id, certificate_id, proposed_by, outcome, decided_by, decided_at)
      select id, certificate_id, proposed_by, 'confirmed', gen_random_uuid(), now()
      from revocation_proposals
      """)
  }

  /// What a list must hold, reckoned from the serials.
  private static func expected(_ list: Int32, _ pool: PostgresPool) async throws -> Set<UUID> {
    let rows = try await pool.query(
      """
      select id from certificates
      where serial ~ '[015]-.$' and (split_part(serial, '-', 3)::bigint - 1) / 65536 = \(list)
      """)
    return Set(try rows.map { try $0.decode(UUID.self, "id") })
  }
}
