internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Bootstrap: what the operator's command may ask before anybody can sign in.
package struct BootstrapService: Clikc_Identity_V1_Bootstrap.SimpleServiceProtocol {
  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  package func createAdministrator(
    request: Clikc_Identity_V1_CreateAdministratorRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_CreateAdministratorResponse {
    try CallOrigin.require("clikcctl")
    let account = try await OpenAccount(work)(try creation(request), mailed: false, in: .everybody)
    let password = try work.secrets.temporaryPassword(
      account: account.id, serial: try work.secrets.temporarySerial(from: 1, of: account))
    return .with {
      $0.account = Clikc_Identity_V1_Account(account)
      $0.temporaryPassword = password
    }
  }

  private func creation(
    _ request: Clikc_Identity_V1_CreateAdministratorRequest
  ) throws -> AccountCreation {
    do throws(AccountCreationError) {
      return try AccountCreation(
        name: request.name, username: request.username, email: request.email,
        language: request.language, administration: nil, roles: [.administrator],
        by: .administrator)
    } catch { throw Refusal(error) }
  }
}
