package import Authentication
package import Foundation
package import GRPCCore
internal import IdentityContract
package import IdentityDomain
package import Postgres
internal import Problems

/// What the calls of Identity work with.
package struct Workplace: Sendable {
  package let pool: PostgresPool
  package let hasher: PasswordHasher
  package let secrets: SecretDeriver
  package let signer: PrincipalSigner
  package let resets: ResetRequestWorker
  package let imports: ImportWorker
  package let touches: SessionTouches
  /// Days that a remembered session may stand without a call; 0 remembers none.
  package let rememberedDays: Int
  /// Of whom a second factor is demanded.
  package let secondFactorRule: SecondFactorRule
  /// How long a request for erasure can be taken back.
  package let erasureGrace: ErasureGrace
  package let factorSecrets: FactorSecrets
  /// Passwords nobody may choose.
  package let commonPasswords: CommonPasswords
  /// Whether accounts may be made by the thousand, for measuring.
  package let takesLoad: Bool
  package let now: @Sendable () -> Date

  package init(
    pool: PostgresPool, hasher: PasswordHasher, secrets: SecretDeriver, signer: PrincipalSigner,
    resets: ResetRequestWorker, imports: ImportWorker, touches: SessionTouches,
    factorSecrets: FactorSecrets,
    rememberedDays: Int = 14, secondFactorRule: SecondFactorRule = .offered,
    erasureGrace: ErasureGrace = .usual, commonPasswords: CommonPasswords = .few,
    takesLoad: Bool = false,
    now: @escaping @Sendable () -> Date
  ) {
    self.pool = pool
    self.hasher = hasher
    self.secrets = secrets
    self.signer = signer
    self.resets = resets
    self.imports = imports
    self.touches = touches
    self.rememberedDays = rememberedDays
    self.secondFactorRule = secondFactorRule
    self.erasureGrace = erasureGrace
    self.factorSecrets = factorSecrets
    self.commonPasswords = commonPasswords
    self.takesLoad = takesLoad
    self.now = now
  }

  package var attempts: AttemptGuard { AttemptGuard(pool: pool) }

  /// What decides the gate of a session of the account; `codeGiven` says whether it gave the code of the
  /// second factor, as every session has that may call more than that.
  package func state(of account: UUID, codeGiven: Bool = true) async throws -> AccountState {
    guard let (found, roles) = try await AccountStateQuery.find(account, in: pool) else {
      throw Refusal.signInRequired
    }
    var state = found
    state.codeGiven = codeGiven
    state.needsSecondFactor = secondFactorRule.demands(of: roles)
    return state
  }

  /// Every service of the contract.
  package var services: [any RegistrableRPCService] {
    [
      SessionsService(self), PasswordsService(self), AccountsService(self),
      AdministrationsService(self), PoliciesService(self), SecretsService(self),
      BootstrapService(self), RegisterService(self), PeopleService(self), ProfilesService(self),
      AccountRequestsService(self), ImportsService(self), SecurityService(self),
      SecondFactorsService(self), AuditService(self),
      PolicyDocumentsService(self), PrivacyService(self), LoadService(self),
    ]
  }
}
