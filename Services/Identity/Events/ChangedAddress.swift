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
    guard after.email != before.email else { return [] }
    try await ResetTokenStore(connection).endAll(after.id, now: now)
    return [AccountEvents.emailChanged(after.id, from: before.email)]
  }
}
