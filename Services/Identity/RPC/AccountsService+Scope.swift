internal import Authentication
internal import AuthenticationContract
internal import Foundation
internal import GRPCCore
internal import IdentityContract
internal import IdentityDomain
internal import Problems

/// What a coordinator or administrator may make.
extension AccountsService {
  func creation(
    _ request: Clikc_Identity_V1_CreateAccountRequest, by caller: Principal
  ) throws -> AccountCreation {
    let creator = try creator(caller)
    let roles = try checked("roles") { () throws(FieldFault) in try Self.roles(request.roles) }
    let administration = try checked("administration_id") { () throws(FieldFault) in
      try Self.administration(request.administrationID) ?? caller.administrationID
    }
    do throws(AccountCreationError) {
      return try AccountCreation(
        name: request.name, username: request.username, email: request.email,
        language: request.language, administration: administration, roles: roles, by: creator)
    } catch { throw Refusal(error) }
  }

  private func creator(_ caller: Principal) throws -> AccountCreator {
    if caller.has(.administrator) { return .administrator }
    return .coordinator(administration: try administration(of: caller))
  }

  private func administration(of coordinator: Principal) throws -> UUID {
    guard let administration = coordinator.administrationID else {
      throw Refusal(.failedPrecondition, "NO_ADMINISTRATION")
    }
    return administration
  }

  private static func roles(
    _ given: [Clikc_Authentication_V1_Role]
  ) throws(FieldFault) -> Set<SiteRole> {
    var roles: Set<SiteRole> = []
    for role in given {
      guard let known = SiteRole(rawValue: role.rawValue) else { throw .unknownRole }
      roles.insert(known)
    }
    return roles
  }

  private static func administration(_ text: String) throws(FieldFault) -> UUID? {
    guard !text.isEmpty else { return nil }
    guard let id = UUID(uuidString: text) else { throw .unknownAdministration }
    return id
  }
}
