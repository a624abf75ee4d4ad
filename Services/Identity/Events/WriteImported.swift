internal import Foundation
internal import IdentityDomain
internal import Postgres
internal import SwiftProtobuf

/// Writes what an import makes of an account, or what it was before.
struct WriteImported: Sendable {
  let connection: PostgresConnection
  let now: Date

  func callAsFunction(
    _ after: Account, before: Account, base: Int64, suspended: Bool
  ) async throws {
    _ = try await AccountStore(connection).update(after, ifVersion: base, now: now)
    if after.roles != before.roles {
      try await PeopleStore(connection).replaceRoles(of: after.id, by: after.roles)
    }
    var events: [any Message & Sendable] = [
      AccountEvents.changed(after, suspended: suspended)
    ]
    events += try await ChangedAddress(connection: connection, now: now)(after, before: before)
    if after.roles != before.roles {
      _ = try await SessionStore(connection).endAll(after.id, except: nil, now: now)
      events.append(AccountEvents.sessionsRevoked(after.id, sessions: nil))
    }
    try await AccountEvents.append(events, of: after.id, now: now, in: connection)
  }
}
