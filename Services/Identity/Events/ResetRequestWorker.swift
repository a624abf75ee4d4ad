package import Foundation
internal import IdentityDomain
package import Logging
package import Postgres
package import ServiceLifecycle

/// Answers requests for a way back in: looks the person up and has a mail sent, or does nothing.
///
/// Any number of processes may work at once. A request is claimed for half a minute before it is
/// handled, and handled in one transaction with its events, so that it is answered once even if a
/// process dies in between; a request that fails is tried again, ten times in all.
package final class ResetRequestWorker: Service {
  private let pool: PostgresPool
  private let secrets: SecretDeriver
  private let now: @Sendable () -> Date
  private let logger: Logger
  private let wakeups: AsyncStream<Void>
  private let waker: AsyncStream<Void>.Continuation

  package init(
    pool: PostgresPool, secrets: SecretDeriver, now: @escaping @Sendable () -> Date, logger: Logger
  ) {
    self.pool = pool
    self.secrets = secrets
    self.now = now
    self.logger = logger
    (wakeups, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Says that a request was written.
  package func wake() { waker.yield() }

  /// Works until the graceful shutdown: at each wake-up, and every five seconds for what another
  /// process left behind.
  package func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup { group in
        group.addTask {
          while (try? await Task.sleep(for: .seconds(5))) != nil { self.wake() }
        }
        group.addTask { for await _ in self.wakeups { await self.drain() } }
      }
    }
  }

  /// Handles every request that is due.
  package func drain() async {
    do {
      while !Task.isCancelled, let request = try await claim() { await handle(request) }
    } catch {
      logger.warning("reset requests wait", metadata: ["error.cause": "\(error)"])
    }
  }

  private func claim() async throws -> ResetRequest? {
    let now = now()
    return try await ResetRequestStore(pool).claim(
      now: now, until: now.addingTimeInterval(30), attempts: 10)
  }

  private func handle(_ request: ResetRequest) async {
    do {
      try await pool.transaction { try await answer(request, in: $0) }
    } catch {
      logger.error(
        "a reset request failed",
        metadata: ["reset.request": "\(request.id)", "error.cause": "\(error)"])
    }
  }

  private func answer(_ request: ResetRequest, in connection: PostgresConnection) async throws {
    let requests = ResetRequestStore(connection)
    guard try await requests.lock(request.id) else { return }
    let accounts = AccountStore(connection)
    let found =
      switch request.identifier {
      case .username(let name): try await accounts.find(username: name).map { [$0] } ?? []
      case .email(let folded): try await accounts.find(email: folded, limit: 5)
      }
    for account in found {
      try await sendMail(to: account, from: request.address, in: connection)
    }
    try await requests.markHandled(request.id, now: now())
  }

  private func sendMail(
    to account: Account, from address: [UInt8]?, in connection: PostgresConnection
  ) async throws {
    let now = now()
    guard let credential = try await CredentialStore(connection).lock(account.id),
      !credential.isSuspended,
      // Under the lock, so that others hear of nothing older than they know.
      let account = try await AccountStore(connection).find(account.id)
    else { return }
    let requests = ResetRequestStore(connection)
    let start = now.addingTimeInterval(-ResetRequestLimiter.window)
    let admitted = ResetRequestLimiter.admits(
      account: try await requests.mails(to: account.id, since: start),
      address: try await requests.mails(from: address, since: start), now: now)
    guard admitted else { return }
    if credential.isTemporary {
      // The person never signed in: the account mail goes out again.
      let reissue = ReissueTemporaryPassword(secrets)
      _ = try await reissue(credential, of: account, now: now, in: connection)
    } else {
      try await issueToken(account.id, now: now, in: connection)
    }
    try await requests.insertMail(to: account.id, from: address, now: now)
    let act: AuditAct = credential.isTemporary ? .invitationSent : .resetLinkSent
    try await AuditStore(connection).append(
      NewAuditEntry(
        at: now, event: .accountChanged, act: act, actor: nil, subject: account.id,
        clientAddress: "",
        device: "", details: [.way: AuditWord.lostPassword.rawValue]))
  }

  private func issueToken(
    _ account: UUID, now: Date, in connection: PostgresConnection
  ) async throws {
    let serial = try await CredentialStore(connection).takeResetSerial(account)
    let token = ResetToken(
      account: account, serial: serial,
      expiresAt: now.addingTimeInterval(SecretPurpose.passwordReset.lifetime), endedAt: nil)
    let text = try secrets.resetToken(account: account, serial: serial)
    try await ResetTokenStore(connection).insert(token, hash: Token(text).hash, now: now)
    try await AccountEvents.append(
      [AccountEvents.resetRequested(token)], of: account, now: now, in: connection)
  }
}
