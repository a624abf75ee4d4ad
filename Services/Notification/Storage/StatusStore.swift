package import Foundation
package import NotificationDomain
package import Postgres

/// A certificate that was taken back or superseded.
package struct EndedCertificate: Equatable, Sendable {
  package let certificateID: UUID
  /// Its place in the list.
  package let index: Int32
}

/// Where certificates stand in the lists of those that do not hold any more. The database gives each its place when it
/// is issued.
package struct StatusStore: Sendable {
  private let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// The place of a certificate. Throws ``MissingRow`` for one that is not there.
  package func entry(of certificateID: UUID) async throws -> StatusEntry {
    let rows = try await self.pool.query(
      """
      select list_number, list_index, salt from status_entries
      where certificate_id = \(certificateID)
      """)
    guard let row = rows.first else { throw MissingRow(what: "place in a status list") }
    return StatusEntry(
      list: try row.decode(Int32.self, "list_number"),
      index: try row.decode(Int32.self, "list_index"), salt: try row.decode(String.self, "salt"))
  }

  /// The certificates of a list that do not hold any more, in no order, as of now; nil for a list that no certificate
  /// is in.
  package func ended(list number: Int32) async throws -> [EndedCertificate]? {
    // The first row says that there is the list.
    let rows = try await self.pool.query("\(unsafeSQL: Self.ended(list: number))")
    guard !rows.isEmpty else { return nil }
    return try rows.compactMap { row in
      guard let id = try row.decode(UUID?.self, "certificate_id") else { return nil }
      return EndedCertificate(
        certificateID: id, index: try row.decode(Int32.self, "list_index"))
    }
  }

  /// Reads the revoked by their partial index, the superseded by theirs, and their places by the key.
  static func ended(list number: Int32) -> String {
    """
    select null::uuid as certificate_id, null::integer as list_index
    where exists (select from status_entries where list_number = \(number))
    union all
    select entries.certificate_id, entries.list_index
    from (
      select certificate_id from revocation_decisions where outcome = 'confirmed'
      union
      select id from certificates where superseded_at is not null
    ) as ended
    join status_entries as entries on entries.certificate_id = ended.certificate_id
    where entries.list_number = \(number)
    """
  }
}
