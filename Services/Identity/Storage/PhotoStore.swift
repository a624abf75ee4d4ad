package import Foundation
package import IdentityDomain
package import Postgres

/// The statements on photos. Pictures are kept by their digest outside the database; what no account shows any
/// more is noted, for the sweep to delete.
package struct PhotoStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Gives an account another photo, or none; false when there is no such account.
  package func replace(
    _ photo: Photo?, of account: UUID, now: Date
  ) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      "select photo, small_photo from accounts where id = \(account) for update")
    guard let row = rows.first else { return false }
    for column in ["photo", "small_photo"] {
      guard let digest = try row.decode(String?.self, column) else { continue }
      try await database.query(
        """
        insert into unused_photos (digest, since) values (\(digest), \(now))
        on conflict (digest) do nothing
        """)
    }
    try await database.query(
      """
      update accounts set photo = \(photo?.large), small_photo = \(photo?.small), changed_at = \(now)
      where id = \(account)
      """)
    return true
  }

  /// Digests that no account has shown since before `old`, at most 100. Those that are shown again are forgotten.
  package func unused(before old: Date) async throws(PostgresError) -> [String] {
    try await database.query(
      """
      delete from unused_photos u where exists
        (select from accounts a where a.photo = u.digest or a.small_photo = u.digest)
      """)
    let rows = try await database.query(
      "select digest from unused_photos where since < \(old) order by since limit 100")
    var digests: [String] = []
    for row in rows { digests.append(try row.decode(String.self, "digest")) }
    return digests
  }

  /// A digest's picture is deleted.
  package func forget(_ digest: String) async throws(PostgresError) {
    try await database.query("delete from unused_photos where digest = \(digest)")
  }
}
