internal import Foundation
internal import GRPCCore
internal import IdentityDomain
internal import Postgres
internal import Problems

/// Decides a request for erasure, for an administrator or because its time is over. Erasing puts a pseudonym in the
/// place of the person, ends every session, and tells all services, which do the same with their copies; grades and
/// certificates stay, and are nobody's.
struct EraseAccount: Sendable {
  private let work: Workplace

  init(_ work: Workplace) { self.work = work }

  /// One transaction. Refuses with ERASURE_NOT_WAITING when nothing waits, or, without a decider, when what waits is
  /// not final yet; and, without a decider, with ERASURE_OF_LAST_ADMINISTRATOR.
  func callAsFunction(
    _ account: UUID, state: Erasure.State, answer: String, by decider: UUID?
  ) async throws {
    let now = work.now()
    try await work.pool.transaction { connection in
      _ = try await CredentialStore(connection).lock(account)
      let store = ErasureStore(connection)
      // Who was not the last when they asked may have become so since.
      if decider == nil, try await store.isLastAdministrator(account) {
        throw Refusal(.failedPrecondition, "ERASURE_OF_LAST_ADMINISTRATOR")
      }
      let decided = try await store.decide(
        account, as: state, answer: answer, by: decider, now: now)
      guard decided else { throw Refusal(.failedPrecondition, "ERASURE_NOT_WAITING") }
      guard state == .erased else {
        try await work.audit(
          .siteChanged, of: account, act: .erasureRefused, in: connection)
        return
      }
      try await work.audit(
        decider == nil ? .accountChanged : .siteChanged, of: account, act: .accountErased,
        in: connection)
      let pseudonym = Erasure.pseudonym(of: account)
      _ = try await PhotoStore(connection).replace(nil, of: account, now: now)
      try await store.erase(account, pseudonym: pseudonym, now: now)
      try await AccountEvents.append(
        [
          AccountEvents.erased(account, pseudonym: pseudonym),
          AccountEvents.sessionsRevoked(account, sessions: nil),
        ], of: account, now: now, in: connection)
    }
  }
}
