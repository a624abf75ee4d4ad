internal import Foundation
internal import GRPCCore
internal import IdentityDomain
internal import Postgres
internal import Problems

/// Checks a code of an account's second factor, slowed down as passwords are.
struct CheckCode: Sendable {
  /// What was typed.
  enum Kind: Equatable, Sendable {
    case app
    case recovery
  }

  private let work: Workplace

  init(_ work: Workplace) { self.work = work }

  /// Takes a code of the app or a recovery code, each once. Refuses a wrong or used one with CODE_WRONG
  /// (PERMISSION_DENIED), and writes it into the audit log.
  func callAsFunction(
    _ typed: String, of factor: StoredFactor, now: Date
  ) async throws -> Kind {
    let attempt = try await work.attempts.admit(codeOf: factor.account, now: now)
    let kind: Kind
    if try await takesApp(typed, of: factor, now: now) {
      kind = .app
    } else if factor.confirmedAt != nil, try await takesRecovery(typed, of: factor, now: now) {
      kind = .recovery
    } else {
      try await work.audit(
        .signInFailed, of: factor.account, [.reason: AuditWord.code.rawValue], in: work.pool)
      throw Refusal(.permissionDenied, "CODE_WRONG")
    }
    try await work.attempts.succeeded(attempt)
    return kind
  }

  private func takesApp(
    _ typed: String, of factor: StoredFactor, now: Date
  ) async throws -> Bool {
    let key = try work.factorSecrets.open(factor.sealedKey, of: factor.account)
    let codes = work.factorSecrets.codes(of: key)
    guard let step = try codes.step(of: typed, at: now, after: factor.lastStep) else {
      return false
    }
    return try await SecondFactorStore(work.pool).take(step, of: factor.account)
  }

  private func takesRecovery(
    _ typed: String, of factor: StoredFactor, now: Date
  ) async throws -> Bool {
    guard let code = RecoveryCode(typed: typed) else { return false }
    return try await SecondFactorStore(work.pool).useRecoveryCode(
      try work.factorSecrets.hash(code, of: factor.account), of: factor.account, now: now)
  }
}
