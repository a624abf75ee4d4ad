internal import Foundation
internal import GRPCCore
internal import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems

/// Takes in a person's request for erasure, and takes it back. From the request on the account is closed: every
/// session ends, and whoever signs in stands before a gate that opens by taking it back.
struct AskErasure: Sendable {
  private let work: Workplace

  init(_ work: Workplace) { self.work = work }

  /// One transaction; changes nothing when a request waits already. Refuses with ERASURE_OF_LAST_ADMINISTRATOR.
  func callAsFunction(_ account: UUID, reason: String) async throws {
    let now = work.now()
    let finalAt = work.erasureGrace.end(of: now)
    try await work.pool.transaction { connection in
      _ = try await CredentialStore(connection).lock(account)
      let store = ErasureStore(connection)
      guard try await !store.isLastAdministrator(account) else {
        throw Refusal(.failedPrecondition, "ERASURE_OF_LAST_ADMINISTRATOR")
      }
      let asked = try await store.request(account, reason: reason, now: now, finalAt: finalAt)
      guard asked else { return }
      _ = try await SessionStore(connection).endAll(account, except: nil, now: now)
      try await AccountEvents.append(
        [
          AccountEvents.erasureRequested(account, finalAt: finalAt),
          AccountEvents.sessionsRevoked(account, sessions: nil),
        ], of: account, now: now, in: connection)
      try await work.audit(.accountChanged, of: account, act: .erasureAsked, in: connection)
    }
  }

  /// Gives a request that waits without an end a whole grace from now on, and tells the person. One transaction;
  /// changes nothing when none does, or the account is suspended.
  func schedule(_ account: UUID) async throws {
    let now = work.now()
    let finalAt = work.erasureGrace.end(of: now)
    try await work.pool.transaction { connection in
      _ = try await CredentialStore(connection).lock(account)
      guard try await ErasureStore(connection).schedule(account, finalAt: finalAt) else { return }
      try await AccountEvents.append(
        [AccountEvents.erasureRequested(account, finalAt: finalAt)], of: account, now: now,
        in: connection)
    }
  }

  /// One transaction; changes nothing when no request waits.
  func takeBack(_ account: UUID) async throws {
    try await work.pool.transaction { connection in
      _ = try await CredentialStore(connection).lock(account)
      guard try await ErasureStore(connection).withdraw(account) else { return }
      try await work.audit(
        .accountChanged, of: account, act: .erasureCancelled, in: connection)
    }
  }
}
