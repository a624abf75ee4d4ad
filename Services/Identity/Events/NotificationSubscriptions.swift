internal import Events
internal import Foundation
internal import IdentityDomain
internal import NetworkAddresses
internal import NotificationContract
internal import Postgres
internal import SwiftProtobuf

/// What Identity hears from Notification: acts of staff on mail, which it writes into the audit log. An event that comes
/// twice changes nothing, by its inbox row.
enum NotificationSubscriptions {
  static func register(_ events: inout EventSubscriptions) {
    events.on(Clikc_Notification_V1_SuppressionLifted.self) { event, _, connection in
      try await AuditStore(connection).append(try Self.entries(event))
    }
  }

  /// An entry for each whose address it is. One of nobody's address has no account to name, so it names the domain.
  static func entries(
    _ event: Clikc_Notification_V1_SuppressionLifted
  ) throws -> [NewAuditEntry] {
    guard let actor = UUID(uuidString: event.liftedBy) else {
      throw EventDefect("it does not say who lifted the suppression")
    }
    let subjects = try event.accountIds.map { text in
      guard let account = UUID(uuidString: text) else {
        throw EventDefect("one of its accounts is no UUID")
      }
      return account
    }
    func entry(
      _ name: AuditEvent, of subject: UUID?, _ details: [AuditDetail: String]
    ) -> NewAuditEntry {
      NewAuditEntry(
        at: event.liftedAt.date, event: name, act: .mailLetGoAgain, actor: actor, subject: subject,
        clientAddress: NetworkAddress(event.clientAddress) == nil ? "" : event.clientAddress,
        device: "", details: details)
    }
    guard subjects.isEmpty else { return subjects.map { entry(.accountChanged, of: $0, [:]) } }
    return [entry(.siteChanged, of: nil, [.domain: event.domain])]
  }
}
