internal import Authentication
internal import AuthenticationContract
internal import Cryptography
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.People: people as those who look after them see and change them.
package struct PeopleService: Clikc_Identity_V1_People.SimpleServiceProtocol {
  let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  package func listPeople(
    request: Clikc_Identity_V1_ListPeopleRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListPeopleResponse {
    let caretaker = try Caretaker.required()
    let size = request.pageSize <= 0 ? 50 : min(Int(request.pageSize), 200)
    var list = try list(request, by: caretaker)
    // One more than asked for tells whether a page follows.
    list.limit = size + 1
    let found = try await work.pool.reading(in: caretaker.scope) { [list] database in
      try await list.read(database)
    }
    return .with {
      $0.people = found.prefix(size).map { Clikc_Identity_V1_Person($0, for: caretaker) }
      if found.count > size {
        let last = PeoplePosition(found[size - 1].account, in: list.order)
        $0.nextPageToken = base64URL(last.bytes)
      }
    }
  }

  package func getPerson(
    request: Clikc_Identity_V1_GetPersonRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_GetPersonResponse {
    let caretaker = try Caretaker.required()
    let id = try known(request.accountID)
    let found = try await work.pool.reading(in: caretaker.scope) { database in
      try await PeopleStore(database).find(id)
    }
    guard let person = found, caretaker.sees(person.account.administration)
    else { throw Refusal(.unknownAccount) }
    let administration = try await administration(of: person.account)
    return .with {
      $0.person = Clikc_Identity_V1_Person(person, for: caretaker)
      if let administration { $0.administration = administration }
    }
  }

  package func suspendPerson(
    request: Clikc_Identity_V1_SuspendPersonRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_SuspendPersonResponse {
    let person = try await changed(request.accountID) { try await $0.suspend($1, true) }
    return .with { $0.person = person }
  }

  package func reactivatePerson(
    request: Clikc_Identity_V1_ReactivatePersonRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ReactivatePersonResponse {
    let person = try await changed(request.accountID) { try await $0.suspend($1, false) }
    return .with { $0.person = person }
  }

  package func renamePerson(
    request: Clikc_Identity_V1_RenamePersonRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_RenamePersonResponse {
    var check = FieldCheck()
    let name = check.value("name") { () throws(FieldFault) in try PersonName(request.name) }
    let username = check.value("username") { () throws(FieldFault) in
      try Username(request.username)
    }
    let email = check.value("email") { () throws(FieldFault) in try EmailAddress(request.email) }
    // Who may not ask is told so first.
    _ = try Caretaker.required()
    guard let name, let username, let email else { throw Refusal.fields(check.faults) }
    let person = try await changed(request.accountID) {
      try await $0.rename($1, name, username, email, ifVersion: request.version)
    }
    return .with { $0.person = person }
  }

  package func movePerson(
    request: Clikc_Identity_V1_MovePersonRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_MovePersonResponse {
    let administration = try checked("administration_id") { () throws(FieldFault) in
      try Self.administration(request.administrationID)
    }
    let person = try await changed(request.accountID) {
      try await $0.move($1, to: administration, ifVersion: request.version)
    }
    return .with { $0.person = person }
  }

  package func setRoles(
    request: Clikc_Identity_V1_SetRolesRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_SetRolesResponse {
    let roles = try checked("roles") { () throws(FieldFault) in try Self.roles(request.roles) }
    let person = try await changed(request.accountID) {
      try await $0.give($1, roles, ifVersion: request.version)
    }
    return .with { $0.person = person }
  }
}

extension PeopleService {
  private func changed(
    _ account: String, _ change: (ChangePerson, UUID) async throws -> PersonRow
  ) async throws -> Clikc_Identity_V1_Person {
    let caretaker = try Caretaker.required()
    let person = try await change(ChangePerson(work, by: caretaker), try known(account))
    return Clikc_Identity_V1_Person(person, for: caretaker)
  }

  /// An id that cannot be one is nobody's.
  private func known(_ account: String) throws -> UUID {
    guard let id = UUID(uuidString: account) else { throw Refusal(.unknownAccount) }
    return id
  }

  private func list(
    _ request: Clikc_Identity_V1_ListPeopleRequest, by caretaker: Caretaker
  ) throws -> PeopleList {
    let search = try checked("query") { () throws(FieldFault) in
      try FreeText(request.query, longest: 120, lines: false).text
    }
    let scope = try scope(request.administrationID, of: caretaker)
    guard let order = PeopleOrder(rawValue: request.order.rawValue) else {
      throw Refusal.fields(["order": .unknownOrder])
    }
    return PeopleList(
      scope: scope, search: PeopleSearch(search), state: try state(request.state),
      role: try role(request.role), order: order,
      after: try position(request.pageToken, in: order), limit: 0)
  }

  private func scope(_ asked: String, of caretaker: Caretaker) throws -> Caretaker.Scope {
    let asked = try checked("administration_id") { () throws(FieldFault) in
      try Self.administration(asked)
    }
    guard let asked else { return caretaker.scope }
    guard caretaker.sees(asked) else { throw Refusal(CareRefusal.otherAdministration) }
    return .administration(asked)
  }

  private func state(_ given: Clikc_Identity_V1_PersonState) throws -> PersonState? {
    guard given != .unspecified else { return nil }
    guard let state = PersonState(rawValue: given.rawValue) else {
      throw Refusal.fields(["state": .unknownState])
    }
    return state
  }

  private func role(_ given: Clikc_Authentication_V1_Role) throws -> SiteRole? {
    guard given != .unspecified else { return nil }
    return try checked("role") { () throws(FieldFault) in try Self.roles([given]) }.first
  }

  private func position(
    _ token: String, in order: PeopleOrder
  ) throws -> PeoplePosition? {
    guard !token.isEmpty else { return nil }
    return try checked("page_token") { () throws(FieldFault) in
      try PeoplePosition(bytes(base64URL: token) ?? [], in: order)
    }
  }

  private func administration(
    of account: Account
  ) async throws -> Clikc_Identity_V1_Administration? {
    guard let id = account.administration else { return nil }
    return try await RegisterStore(work.pool).find(id).map {
      Clikc_Identity_V1_Administration($0.administration)
    }
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
