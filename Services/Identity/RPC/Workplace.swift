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
  package let now: @Sendable () -> Date

  package init(
    pool: PostgresPool, hasher: PasswordHasher, secrets: SecretDeriver, signer: PrincipalSigner,
    resets: ResetRequestWorker, imports: ImportWorker, now: @escaping @Sendable () -> Date
  ) {
    self.pool = pool
    self.hasher = hasher
    self.secrets = secrets
    self.signer = signer
    self.resets = resets
    self.imports = imports
    self.now = now
  }

  package var attempts: AttemptGuard { AttemptGuard(pool: pool) }

  /// What decides the gate of the caller's account.
  package func state(of account: UUID) async throws -> AccountState {
    guard let state = try await AccountStateQuery.find(account, in: pool) else {
      throw Refusal.signInRequired
    }
    return state
  }

  /// Every service of the contract.
  package var services: [any RegistrableRPCService] {
    [
      SessionsService(self), PasswordsService(self), AccountsService(self),
      AdministrationsService(self), PoliciesService(self), SecretsService(self),
      BootstrapService(self), RegisterService(self), PeopleService(self),
      ProfilesService(self), AccountRequestsService(self), ImportsService(self),
    ]
  }
}
