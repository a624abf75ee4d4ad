internal import Foundation
internal import IdentityDomain
internal import Postgres

/// Ends sessions before their time, everywhere within a second: caches hear it by broadcast.
struct EndSessions: Sendable {
  private let work: Workplace

  init(_ work: Workplace) { self.work = work }

  /// Ends one session of an account; one that has ended already stays as it is.
  func callAsFunction(_ session: UUID, of account: UUID, now: Date) async throws {
    try await work.pool.transaction { connection in
      let ended = try await SessionStore(connection).end(session, of: account, now: now)
      if ended { try await tell(account, [session], now: now, in: connection) }
    }
  }

  /// Ends all sessions of an account.
  func callAsFunction(allOf account: UUID, now: Date) async throws {
    try await work.pool.transaction { connection in
      // The lock keeps a session from opening in between by a sign-in that has begun.
      _ = try await CredentialStore(connection).lock(account)
      try await others(of: account, keeping: nil, now: now, in: connection)
    }
  }

  /// Ends all sessions of an account but `kept`, within a transaction that holds the credential's lock.
  func others(
    of account: UUID, keeping kept: UUID?, now: Date, in connection: PostgresConnection
  ) async throws {
    let ended = try await SessionStore(connection).endAll(account, except: kept, now: now)
    try await tell(account, ended, now: now, in: connection)
  }

  private func tell(
    _ account: UUID, _ ended: [UUID], now: Date, in connection: PostgresConnection
  ) async throws {
    guard !ended.isEmpty else { return }
    try await AuditStore(connection).append(
      ended.map { work.auditEntry(.sessionEnded, of: account, [.session: $0.wireText]) })
    let event = AccountEvents.sessionsRevoked(account, sessions: ended)
    try await AccountEvents.append([event], of: account, now: now, in: connection)
  }
}
