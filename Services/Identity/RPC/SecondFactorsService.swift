internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.SecondFactors: the second step at login.
package struct SecondFactorsService: Clikc_Identity_V1_SecondFactors.SimpleServiceProtocol {
  /// Seconds for which a key waits to be confirmed.
  static let pendingTime: TimeInterval = 3600

  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  package func getSecondFactor(
    request: Clikc_Identity_V1_GetSecondFactorRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_GetSecondFactorResponse {
    let caller = try Principal.required()
    let store = SecondFactorStore(work.pool)
    let factor = try await store.find(caller.accountID)
    let codesLeft = try await store.recoveryCodesLeft(caller.accountID)
    let pending = try await pendingKey(factor)
    return .with {
      $0.required = work.secondFactorRule.demands(of: caller.siteRoles)
      if let pending { $0.pending = pending }
      guard let since = factor?.confirmedAt else { return }
      $0.active = true
      $0.activeSince = Google_Protobuf_Timestamp(date: since)
      $0.recoveryCodesLeft = Int32(codesLeft)
    }
  }

  package func beginSecondFactor(
    request: Clikc_Identity_V1_BeginSecondFactorRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_BeginSecondFactorResponse {
    let caller = try Principal.required()
    let store = SecondFactorStore(work.pool)
    var factor = try await store.find(caller.accountID)
    if try await pendingKey(factor) == nil {
      let key = try work.factorSecrets.newKey()
      try await store.put(
        try work.factorSecrets.seal(key, of: caller.accountID), of: caller.accountID,
        now: work.now())
      factor = try await store.find(caller.accountID)
    }
    guard let pending = try await pendingKey(factor) else {
      throw Refusal(.failedPrecondition, "SECOND_FACTOR_ACTIVE")
    }
    return .with { $0.pending = pending }
  }

  package func confirmSecondFactor(
    request: Clikc_Identity_V1_ConfirmSecondFactorRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ConfirmSecondFactorResponse {
    let caller = try Principal.required()
    let now = work.now()
    let found = try await SecondFactorStore(work.pool).find(caller.accountID)
    guard let factor = found, try await pendingKey(factor) != nil else {
      throw Refusal(
        .failedPrecondition,
        found?.confirmedAt == nil ? "SECOND_FACTOR_MISSING" : "SECOND_FACTOR_ACTIVE")
    }
    _ = try await CheckCode(work)(request.code, of: factor, now: now)
    let codes = try work.factorSecrets.newRecoveryCodes()
    try await work.pool.transaction { connection in
      _ = try await CredentialStore(connection).lock(caller.accountID)
      let store = SecondFactorStore(connection)
      try await store.confirm(caller.accountID, now: now)
      try await store.putRecoveryCodes(try hashes(codes, caller.accountID), of: caller.accountID)
      try await store.noteCode(of: caller.sessionID, now: now)
      try await EndSessions(work).others(
        of: caller.accountID, keeping: caller.sessionID, now: now, in: connection)
      try await work.audit(.factorCreated, of: caller.accountID, in: connection)
    }
    let state = try await work.state(of: caller.accountID)
    return .with {
      $0.recoveryCodes = codes.map(\.text)
      $0.gate = Clikc_Identity_V1_Gate(state)
    }
  }

  package func enterCode(
    request: Clikc_Identity_V1_EnterCodeRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_EnterCodeResponse {
    let caller = try Principal.required()
    let now = work.now()
    let store = SecondFactorStore(work.pool)
    let factor = try await active(caller.accountID)
    let kind = try await CheckCode(work)(request.code, of: factor, now: now)
    try await store.noteCode(of: caller.sessionID, now: now)
    let way: AuditWord = kind == .recovery ? .recoveryCode : .appCode
    try await work.audit(.signedIn, of: caller.accountID, [.way: way.rawValue], in: work.pool)
    let state = try await work.state(of: caller.accountID)
    let codesLeft = try await store.recoveryCodesLeft(caller.accountID)
    let proof = try work.secrets.deviceProof(account: caller.accountID)
    return .with {
      $0.gate = Clikc_Identity_V1_Gate(state)
      $0.deviceProof = proof
      $0.recoveryCodesLeft = Int32(codesLeft)
    }
  }

  package func renewRecoveryCodes(
    request: Clikc_Identity_V1_RenewRecoveryCodesRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_RenewRecoveryCodesResponse {
    let caller = try Principal.required()
    let factor = try await active(caller.accountID)
    _ = try await CheckCode(work)(request.code, of: factor, now: work.now())
    let codes = try work.factorSecrets.newRecoveryCodes()
    try await work.pool.transaction { connection in
      _ = try await CredentialStore(connection).lock(caller.accountID)
      try await SecondFactorStore(connection).putRecoveryCodes(
        try hashes(codes, caller.accountID), of: caller.accountID)
      try await work.audit(
        .factorCreated, of: caller.accountID, [.kind: AuditWord.recoveryCodes.rawValue],
        in: connection)
    }
    return .with { $0.recoveryCodes = codes.map(\.text) }
  }

  package func removeSecondFactor(
    request: Clikc_Identity_V1_RemoveSecondFactorRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_RemoveSecondFactorResponse {
    let caller = try Principal.required()
    guard !work.secondFactorRule.demands(of: caller.siteRoles) else {
      throw Refusal(.failedPrecondition, "SECOND_FACTOR_REQUIRED")
    }
    let factor = try await active(caller.accountID)
    _ = try await CheckCode(work)(request.code, of: factor, now: work.now())
    try await work.pool.transaction { connection in
      _ = try await CredentialStore(connection).lock(caller.accountID)
      _ = try await SecondFactorStore(connection).remove(caller.accountID)
      try await work.audit(.factorRemoved, of: caller.accountID, in: connection)
    }
    return Clikc_Identity_V1_RemoveSecondFactorResponse()
  }

  package func resetSecondFactor(
    request: Clikc_Identity_V1_ResetSecondFactorRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ResetSecondFactorResponse {
    _ = try Principal.required(.administrator)
    guard let account = UUID(uuidString: request.accountID) else {
      throw Refusal(.notFound, "SECOND_FACTOR_MISSING")
    }
    let now = work.now()
    try await work.pool.transaction { connection in
      _ = try await CredentialStore(connection).lock(account)
      guard try await SecondFactorStore(connection).remove(account) else {
        throw Refusal(.notFound, "SECOND_FACTOR_MISSING")
      }
      try await work.audit(.factorRemoved, of: account, in: connection)
      try await EndSessions(work).others(of: account, keeping: nil, now: now, in: connection)
    }
    return Clikc_Identity_V1_ResetSecondFactorResponse()
  }
}

extension SecondFactorsService {
  /// The factor that logins of the account need.
  private func active(_ account: UUID) async throws -> StoredFactor {
    guard let factor = try await SecondFactorStore(work.pool).find(account),
      factor.confirmedAt != nil
    else { throw Refusal(.failedPrecondition, "SECOND_FACTOR_MISSING") }
    return factor
  }

  /// The key of a factor that waits to be confirmed; nil when it does not, or waited too long.
  private func pendingKey(
    _ factor: StoredFactor?
  ) async throws -> Clikc_Identity_V1_SecondFactorKey? {
    guard let factor, factor.confirmedAt == nil,
      work.now().timeIntervalSince(factor.createdAt) < Self.pendingTime
    else { return nil }
    guard let account = try await AccountStore(work.pool).find(factor.account) else {
      throw Refusal.signInRequired
    }
    let key = Base32.text(try work.factorSecrets.open(factor.sealedKey, of: factor.account))
    return .with {
      $0.key = key
      $0.address = AuthenticatorAddress.text(username: account.username, key: key)
    }
  }

  private func hashes(_ codes: [RecoveryCode], _ account: UUID) throws -> [[UInt8]] {
    try codes.map { try work.factorSecrets.hash($0, of: account) }
  }
}

extension Principal {
  /// The roles in the words of the domain.
  var siteRoles: Set<SiteRole> { Set(roles.compactMap { SiteRole(rawValue: $0.rawValue) }) }
}
