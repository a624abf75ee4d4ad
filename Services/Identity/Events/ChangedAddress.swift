internal import Foundation
internal import IdentityDomain
internal import Postgres
internal import SwiftProtobuf

/// What another address brings with it, whoever gave it: the reset links that went to the one before end, and its
/// reader is told, who may know nothing of the change.
struct ChangedAddress: Sendable {
  let connection: PostgresConnection
  let now: Date

  /// The events of it, none when the address is as `before`.
  func callAsFunction(
    _ after: Account, before: Account
  ) async throws -> [any Message & Sendable] {
    try await endLinks([(before: before, after: after)])
    return Self.events(after, before: before)
  }

  /// Ends the reset links of those whose address is another.
  func endLinks(_ changes: [(before: Account, after: Account)]) async throws {
    let moved = changes.filter { $0.before.email != $0.after.email }
    guard !moved.isEmpty else { return }
    try await ResetTokenStore(connection).endAll(moved.map(\.after.id), now: now)
  }

  /// What is told of it; nothing when the address is as `before`.
  static func events(_ after: Account, before: Account) -> [any Message & Sendable] {
    guard after.email != before.email else { return [] }
    return [AccountEvents.emailChanged(after.id, from: before.email)]
  }
}
