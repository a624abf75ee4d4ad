internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Profiles: what others see of people, and a person's photo.
package struct ProfilesService: Clikc_Identity_V1_Profiles.SimpleServiceProtocol {
  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  /// Hidden and unknown people are answered alike.
  package func showProfile(
    request: Clikc_Identity_V1_ShowProfileRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ShowProfileResponse {
    let caller = try Principal.required()
    guard let id = UUID(uuidString: request.accountID),
      let account = try await AccountStore(work.pool).find(id)
    else { throw Self.notVisible }
    let onlooker = try await onlooker(caller, of: account)
    guard onlooker.sees(account.details.visibility) else { throw Self.notVisible }
    return Clikc_Identity_V1_ShowProfileResponse(account.seen(by: onlooker))
  }

  /// Setting the same photo again changes nothing.
  package func setPhoto(
    request: Clikc_Identity_V1_SetPhotoRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_SetPhotoResponse {
    try CallOrigin.require("gateway")
    let caller = try Principal.required()
    let photo = try checked("photo") { () throws(FieldFault) in
      try Photo(large: request.photo.large, small: request.photo.small)
    }
    try await write(photo, of: caller.accountID)
    return Clikc_Identity_V1_SetPhotoResponse()
  }

  package func removePhoto(
    request: Clikc_Identity_V1_RemovePhotoRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_RemovePhotoResponse {
    try await write(nil, of: try Principal.required().accountID)
    return Clikc_Identity_V1_RemovePhotoResponse()
  }

  private func write(_ photo: Photo?, of account: UUID) async throws {
    let now = work.now()
    try await work.pool.transaction { connection in
      let before = try await AccountStore(connection).find(account)
      guard try await PhotoStore(connection).replace(photo, of: account, now: now) else {
        throw Refusal.signInRequired
      }
      guard before?.details.photo != photo else { return }
      try await work.audit(
        .accountChanged, of: account,
        act: photo == nil ? .photoRemoved : .photoChanged, in: connection)
    }
  }

  private func onlooker(_ caller: Principal, of account: Account) async throws -> Onlooker {
    let coordinates =
      caller.has(.coordinator) && caller.administrationID != nil
      && caller.administrationID == account.administration
    return Onlooker(
      isOwner: caller.accountID == account.id,
      isStaff: caller.has(.administrator) || coordinates,
      sharesCourse: try await CourseMemberStore(work.pool).share(caller.accountID, account.id))
  }

  private static var notVisible: Refusal { Refusal(.notFound, "PERSON_NOT_VISIBLE") }
}
