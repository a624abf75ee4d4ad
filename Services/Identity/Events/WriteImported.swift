internal import Foundation
internal import IdentityDomain
internal import Postgres
internal import SwiftProtobuf

/// What an import makes of an account, or what it was before.
struct ImportedChange: Sendable {
  let before: Account
  let after: Account
  /// The account's version in the database.
  let version: Int64
  let isSuspended: Bool

  var changesRoles: Bool { after.roles != before.roles }

  /// What is told of it.
  var events: [any Message & Sendable] {
    let changed = AccountEvents.changed(after, suspended: isSuspended)
    let moved = ChangedAddress.events(after, before: before)
    guard changesRoles else { return [changed] + moved }
    return [changed] + moved + [AccountEvents.sessionsRevoked(after.id, sessions: nil)]
  }
}

/// Writes changes of accounts whose credentials are locked, each account once, with a statement a table.
struct WriteImported: Sendable {
  let connection: PostgresConnection
  let now: Date

  func callAsFunction(_ changes: [ImportedChange]) async throws {
    guard !changes.isEmpty else { return }
    let written = try await AccountStore(connection).update(
      imported: changes.map { ($0.after, $0.version) }, now: now)
    // Nobody changes an account without the lock on its credential.
    guard written == changes.count else {
      throw PostgresError(.decoding, "\(changes.count - written) accounts changed under their lock")
    }
    let others = changes.filter(\.changesRoles)
    if !others.isEmpty {
      try await PeopleStore(connection).replaceRoles(others.map { ($0.after.id, $0.after.roles) })
      try await SessionStore(connection).endAll(others.map(\.after.id), now: now)
    }
    try await ChangedAddress(connection: connection, now: now)
      .endLinks(changes.map { ($0.before, $0.after) })
    try await AccountEvents.append(
      changes.map { ($0.after.id, $0.events) }, now: now, in: connection)
  }
}
