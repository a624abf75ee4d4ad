internal import Foundation
internal import GRPCCore
internal import IdentityDomain
internal import Postgres
internal import Problems

/// Sends an account's mail again with a new temporary password.
struct SendInvitation: Sendable {
  private let work: Workplace

  init(_ work: Workplace) { self.work = work }

  /// The end of the new temporary password. An account that the caretaker does not see is as unknown as one that is
  /// not there.
  func callAsFunction(_ id: UUID, by caretaker: Caretaker) async throws -> Date {
    let now = work.now()
    return try await work.pool.writing(in: caretaker.scope) { connection in
      let credential = try await CredentialStore(connection).lock(id)
      // Under the lock, so that the mail goes to the address of now, and others hear of nothing older.
      guard let account = try await AccountStore(connection).find(id),
        caretaker.sees(account.administration)
      else { throw Refusal(.unknownAccount) }
      guard let credential, credential.isTemporary else {
        throw Refusal(.failedPrecondition, "PASSWORD_CHOSEN")
      }
      guard !credential.isSuspended else {
        throw Refusal(.failedPrecondition, "PERSON_SUSPENDED")
      }
      let requests = ResetRequestStore(connection)
      let start = now.addingTimeInterval(-ResetRequestLimiter.window)
      let earlier = try await requests.mails(to: id, since: start)
      guard ResetRequestLimiter.admits(account: earlier, address: [], now: now) else {
        throw Refusal(.resourceExhausted, "TOO_MANY_INVITATIONS")
      }
      let reissue = ReissueTemporaryPassword(work.secrets)
      let next = try await reissue(credential, of: account, now: now, in: connection)
      try await requests.insertMail(to: id, from: nil, now: now)
      try await work.audit(.accountChanged, of: id, act: .invitationSent, in: connection)
      return next.temporaryExpiresAt ?? now
    }
  }
}
