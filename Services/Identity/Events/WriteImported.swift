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
    for change in others {
      try await PeopleStore(connection).replaceRoles(of: change.after.id, by: change.after.roles)
    }
    try await SessionStore(connection).endAll(others.map(\.after.id), now: now)
    var happened: [(account: UUID, events: [any Message & Sendable])] = []
    for change in changes { happened.append((change.after.id, try await events(of: change))) }
    try await AccountEvents.append(happened, now: now, in: connection)
  }

  private func events(of change: ImportedChange) async throws -> [any Message & Sendable] {
    var events: [any Message & Sendable] = [
      AccountEvents.changed(change.after, suspended: change.isSuspended)
    ]
    events += try await ChangedAddress(connection: connection, now: now)(
      change.after, before: change.before)
    if change.changesRoles {
      events.append(AccountEvents.sessionsRevoked(change.after.id, sessions: nil))
    }
    return events
  }
}
