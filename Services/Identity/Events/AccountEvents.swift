internal import Events
package import Foundation
package import IdentityContract
package import IdentityDomain
package import Postgres
package import SwiftProtobuf

/// Writes what happened to an account into the outbox, inside the transaction that made it true.
package enum AccountEvents {
  /// Numbers the events and appends them in order.
  package static func append(
    _ events: [any Message & Sendable], of account: UUID, now: Date,
    in connection: PostgresConnection
  ) async throws {
    try await append([(account, events)], now: now, in: connection)
  }

  /// The same of several accounts, each of which comes once.
  package static func append(
    _ happened: [(account: UUID, events: [any Message & Sendable])], now: Date,
    in connection: PostgresConnection
  ) async throws {
    let happened = happened.filter { !$0.events.isEmpty }
    guard !happened.isEmpty else { return }
    let first = try await AccountStore(connection).takeEventVersions(
      happened.map { ($0.account, $0.events.count) })
    let numbered = happened.flatMap { account, events in
      events.enumerated().map { place, event in
        OutgoingEvent(event, aggregate: account, version: first[account, default: 1] + Int64(place))
      }
    }
    try await Outbox.append(numbered, at: now, in: connection)
  }

  /// Writes an account made into the outbox: the first event of each.
  package static func appendFirst(
    _ opened: [OpenedAccount], now: Date, in connection: PostgresConnection
  ) async throws {
    let events = opened.map { one in
      OutgoingEvent(
        created(one.account, secret: one.isMailed ? one.credential : nil),
        aggregate: one.account.id, version: 1)
    }
    try await Outbox.append(events, at: now, in: connection)
  }

  /// An account was made, or its mail is asked for again with the next temporary password. Without a
  /// `secret` no mail is due.
  package static func created(
    _ account: Account, secret: Credential?
  ) -> Clikc_Identity_V1_AccountCreated {
    .with {
      $0.accountID = account.id.wireText
      $0.username = account.username
      $0.email = account.email
      $0.name = account.name
      $0.language = account.language
      $0.administrationID = account.administration?.wireText ?? ""
      $0.roles = account.roles.sorted().map { Int32($0.rawValue) }
      guard let secret, let expiresAt = secret.temporaryExpiresAt else { return }
      $0.secretSerial = secret.temporarySerial
      $0.secretExpiresAt = Google_Protobuf_Timestamp(date: expiresAt)
    }
  }

  package static func changed(
    _ account: Account, suspended: Bool
  ) -> Clikc_Identity_V1_AccountChanged {
    .with {
      $0.accountID = account.id.wireText
      $0.username = account.username
      $0.email = account.email
      $0.name = account.name
      $0.language = account.language
      $0.administrationID = account.administration?.wireText ?? ""
      $0.roles = account.roles.sorted().map { Int32($0.rawValue) }
      $0.suspended = suspended
    }
  }

  /// Mail went to `former` until now.
  package static func emailChanged(
    _ account: UUID, from former: String
  ) -> Clikc_Identity_V1_EmailChanged {
    .with {
      $0.accountID = account.wireText
      $0.formerEmail = former
    }
  }

  /// The person asked for erasure, and may take that back until `finalAt`.
  package static func erasureRequested(
    _ account: UUID, finalAt: Date
  ) -> Clikc_Identity_V1_ErasureRequested {
    .with {
      $0.accountID = account.wireText
      $0.finalAt = Google_Protobuf_Timestamp(date: finalAt)
    }
  }

  package static func erased(
    _ account: UUID, pseudonym: String
  ) -> Clikc_Identity_V1_AccountErased {
    .with {
      $0.accountID = account.wireText
      $0.pseudonym = pseudonym
    }
  }

  package static func resetRequested(
    _ token: ResetToken
  ) -> Clikc_Identity_V1_PasswordResetRequested {
    .with {
      $0.accountID = token.account.wireText
      $0.secretSerial = token.serial
      $0.expiresAt = Google_Protobuf_Timestamp(date: token.expiresAt)
    }
  }

  package static func passwordChanged(_ account: UUID) -> Clikc_Identity_V1_PasswordChanged {
    .with { $0.accountID = account.wireText }
  }

  /// `sessions` ended; nil means all of the account's.
  package static func sessionsRevoked(
    _ account: UUID, sessions: [UUID]?
  ) -> Clikc_Identity_V1_SessionsRevoked {
    .with {
      $0.accountID = account.wireText
      $0.sessionIds = (sessions ?? []).map(\.wireText)
    }
  }
}

extension UUID {
  /// The form ids have on the wire: lower case.
  package var wireText: String { uuidString.lowercased() }
}
