internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import NetworkAddresses
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Passwords: changing one's own, and getting back in without one.
package struct PasswordsService: Clikc_Identity_V1_Passwords.SimpleServiceProtocol {
  /// How often one network address may ask for a way back in within an hour, known or not.
  static let resetRequestsPerAddress = 100

  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  /// Wrong guesses at the current password are slowed down by themselves, so that strangers who guess at the account
  /// keep nobody who is signed in from changing it.
  package func changePassword(
    request: Clikc_Identity_V1_ChangePasswordRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ChangePasswordResponse {
    let caller = try Principal.required()
    let now = work.now()
    guard request.currentPassword.utf8.count <= PasswordRule.longest else {
      throw Refusal.fields(["current_password": .tooLong])
    }
    guard let account = try await AccountStore(work.pool).find(caller.accountID),
      let credential = try await CredentialStore(work.pool).find(caller.accountID)
    else { throw Refusal.signInRequired }
    let attempt = try await work.attempts.admit(currentOf: account.id, now: now)
    let current = credential.candidate(request.currentPassword)
    let matches = try await work.attempts.judge(attempt) {
      try await CheckPassword(work)(current, credential)
    }
    guard matches else {
      try await work.audit(.passwordChangeFailed, of: account.id, in: work.pool)
      throw Refusal(.permissionDenied, "CURRENT_PASSWORD_WRONG")
    }
    try await work.attempts.succeeded(attempt)
    try await check(request.newPassword, for: account, current: current)
    let hash = try await work.hasher.hash(request.newPassword)
    try await replace(account.id, hash: hash, keeping: caller.sessionID, now: now) { connection in
      try await work.audit(
        .passwordChanged, of: account.id, [.way: AuditWord.own.rawValue], in: connection)
      // Another change may have come first since: then what was typed is the current one no more.
      guard let latest = try await CredentialStore(connection).find(account.id) else {
        throw Refusal.signInRequired
      }
      if latest.hasPassword(of: credential) { return }
      guard try await CheckPassword(work)(current, latest) else {
        throw Refusal(.permissionDenied, "CURRENT_PASSWORD_WRONG")
      }
    }
    let state = try await work.state(of: account.id)
    return .with { $0.gate = Clikc_Identity_V1_Gate(state) }
  }

  /// Only writes the request down, for known and unknown alike; a worker does the rest.
  package func requestPasswordReset(
    request: Clikc_Identity_V1_RequestPasswordResetRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_RequestPasswordResetResponse {
    let admitted = try await ResetRequestStore(work.pool).insert(
      identifier(request), from: NetworkAddress(CallOrigin.current.clientAddress)?.bytes,
      now: work.now(), limit: Self.resetRequestsPerAddress, window: ResetRequestLimiter.window)
    guard admitted else { throw Refusal(.resourceExhausted, "TOO_MANY_REQUESTS") }
    work.resets.wake()
    return Clikc_Identity_V1_RequestPasswordResetResponse()
  }

  package func resetPassword(
    request: Clikc_Identity_V1_ResetPasswordRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ResetPasswordResponse {
    let now = work.now()
    let tokenHash = Token(request.token).hash
    let token = try usable(try await ResetTokenStore(work.pool).find(hash: tokenHash), now: now)
    guard let account = try await AccountStore(work.pool).find(token.account) else {
      throw Refusal(.notFound, "RESET_LINK_UNKNOWN")
    }
    try await check(request.newPassword, for: account, current: nil)
    let hash = try await work.hasher.hash(request.newPassword)
    try await replace(account.id, hash: hash, keeping: nil, now: now) { connection in
      _ = try usable(try await ResetTokenStore(connection).find(hash: tokenHash), now: now)
      try await work.attempts.forget(username: account.username, in: connection)
      try await work.audit(
        .passwordChanged, of: account.id, by: account.id, [.way: AuditWord.link.rawValue],
        in: connection)
    }
    return Clikc_Identity_V1_ResetPasswordResponse()
  }
}

extension PasswordsService {
  private func identifier(
    _ request: Clikc_Identity_V1_RequestPasswordResetRequest
  ) throws -> ResetIdentifier {
    switch request.identifier {
    case .username(let text):
      .username(try checked("username") { () throws(FieldFault) in try Username(text).text })
    case .email(let text):
      .email(try checked("email") { () throws(FieldFault) in try EmailAddress(text).folded })
    case nil: throw Refusal.fields(["username": .required])
    }
  }

  private func check(
    _ password: String, for account: Account, current: String?
  ) async throws {
    // The stored texts were checked when they were written, so neither line fails.
    let username = try checked("username") { () throws(FieldFault) in
      try Username(account.username)
    }
    let email = try checked("email") { () throws(FieldFault) in try EmailAddress(account.email) }
    let faults = PasswordRule.faults(
      of: password, username: username, email: email, current: current,
      common: work.commonPasswords)
    guard faults.isEmpty else { throw Refusal.password(faults) }
    // Who gave the password in force was compared with it just now.
    let isCurrent = current == nil ? try await isInForce(password, of: account.id) : false
    guard !isCurrent, try await !wasUsed(password, by: account.id) else {
      throw Refusal.password([.usedBefore])
    }
  }

  private func isInForce(_ password: String, of account: UUID) async throws -> Bool {
    guard let credential = try await CredentialStore(work.pool).find(account) else { return false }
    return try await CheckPassword(work)(password, credential)
  }

  /// Whether it is one of those before the password in force. Each takes as long to compare as a sign-in, so that this
  /// is asked last, of passwords that are good otherwise.
  private func wasUsed(_ password: String, by account: UUID) async throws -> Bool {
    for hash in try await FormerPasswordStore(work.pool).hashes(of: account) {
      if try await work.hasher.verify(password, against: hash) { return true }
    }
    return false
  }

  private func usable(_ token: ResetToken?, now: Date) throws -> ResetToken {
    guard let token else { throw Refusal(.notFound, "RESET_LINK_UNKNOWN") }
    switch token.standing(at: now) {
    case .usable: return token
    case .ended: throw Refusal(.notFound, "RESET_LINK_UNKNOWN")
    case .expired: throw Refusal(.failedPrecondition, "RESET_LINK_EXPIRED")
    }
  }

  /// Replaces the password, ends the reset tokens and all sessions but `kept`. The lock on the
  /// credential lets one change of an account after the other through; `guarding` runs under it.
  private func replace(
    _ account: UUID, hash: String, keeping kept: UUID?, now: Date,
    guarding: @Sendable (PostgresConnection) async throws -> Void = { _ in }
  ) async throws {
    try await work.pool.transaction { connection in
      _ = try await CredentialStore(connection).lock(account)
      try await guarding(connection)
      try await FormerPasswordStore(connection).keepCurrent(of: account, now: now)
      try await CredentialStore(connection).replace(account, with: hash, now: now)
      try await ResetTokenStore(connection).endAll([account], now: now)
      let ended = try await SessionStore(connection).endAll(account, except: kept, now: now)
      var events: [any Message & Sendable] = [AccountEvents.passwordChanged(account)]
      if kept == nil {
        events.append(AccountEvents.sessionsRevoked(account, sessions: nil))
      } else if !ended.isEmpty {
        events.append(AccountEvents.sessionsRevoked(account, sessions: ended))
      }
      try await AccountEvents.append(events, of: account, now: now, in: connection)
    }
  }
}
