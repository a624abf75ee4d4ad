internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import NetworkAddresses
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.AccountRequests: accounts that people ask for themselves.
package struct AccountRequestsService: Clikc_Identity_V1_AccountRequests.SimpleServiceProtocol {
  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  /// Whether the address is known is looked at nowhere, so the answer and its time cannot tell.
  package func requestAccount(
    request: Clikc_Identity_V1_RequestAccountRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_RequestAccountResponse {
    let application = try application(request)
    do {
      try await write(application)
    } catch let error as PostgresError where error.violates(ApplicationStore.waitingKey) {
      // The same was sent twice at once, and the other came first: it is seen now.
      try await write(application)
    } catch let error as PostgresError where error.violates(ApplicationStore.administrationKey) {
      throw Refusal.fields(["administration_id": .unknownAdministration])
    }
    return Clikc_Identity_V1_RequestAccountResponse()
  }

  private func write(_ application: AccountApplication) async throws {
    let address = NetworkAddress(CallOrigin.current.clientAddress)?.bytes
    let now = work.now()
    let id = UUID()
    try await work.pool.transaction { connection in
      let store = ApplicationStore(connection)
      let state = try await store.insert(application, id: id, from: address, now: now)
      guard let state else { throw Refusal(.resourceExhausted, "TOO_MANY_REQUESTS") }
      let deciders = try await store.deciders(of: application.administration)
      guard state == .waiting, !deciders.isEmpty else { return }
      try await RequestEvents.requested(
        id, by: application.name, deciders: deciders, now: now, in: connection)
    }
  }

  package func listAccountRequests(
    request: Clikc_Identity_V1_ListAccountRequestsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListAccountRequestsResponse {
    let caretaker = try Caretaker.required()
    let state = try state(request.state)
    let size = request.pageSize <= 0 ? 50 : min(Int(request.pageSize), 200)
    let after = try checked("page_token") { () throws(FieldFault) in
      try Self.position(request.pageToken)
    }
    // One more than asked for tells whether a page follows.
    let found = try await work.pool.reading(in: caretaker.scope) { database in
      try await ApplicationStore(database).list(
        state, in: caretaker.scope, after: after, limit: size + 1)
    }
    return .with {
      $0.requests = found.prefix(size).map(Clikc_Identity_V1_AccountRequest.init)
      if found.count > size { $0.nextPageToken = found[size - 1].id.wireText }
    }
  }

  package func getAccountRequest(
    request: Clikc_Identity_V1_GetAccountRequestRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_GetAccountRequestResponse {
    let caretaker = try Caretaker.required()
    guard let id = UUID(uuidString: request.requestID) else { throw DecideRequest.unknown }
    let found = try await work.pool.reading(in: caretaker.scope) { database in
      try await ApplicationStore(database).find(id)
    }
    guard let row = found, caretaker.sees(row.administration) else { throw DecideRequest.unknown }
    let known = try await work.pool.reading(in: caretaker.scope) { database in
      try await AccountStore(database).find(email: row.email.lowercased(), limit: 5)
    }
    let administration = try await RegisterStore(work.pool).find(row.administration)
    let username = try await proposal(for: row)
    return .with {
      $0.request = Clikc_Identity_V1_AccountRequest(row)
      if let administration {
        $0.administration = Clikc_Identity_V1_Administration(administration.administration)
      }
      $0.proposedUsername = username
      $0.known = known.filter { caretaker.sees($0.administration) }.map {
        Clikc_Identity_V1_Account($0)
      }
    }
  }

  package func approveAccountRequest(
    request: Clikc_Identity_V1_ApproveAccountRequestRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ApproveAccountRequestResponse {
    let decide = DecideRequest(work, by: try Caretaker.required())
    let username = try checked("username") { () throws(FieldFault) in
      try Username(request.username)
    }
    let account = try await decide.approve(request.requestID, as: username)
    return .with { $0.account = Clikc_Identity_V1_Account(account) }
  }

  package func refuseAccountRequest(
    request: Clikc_Identity_V1_RefuseAccountRequestRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_RefuseAccountRequestResponse {
    let decide = DecideRequest(work, by: try Caretaker.required())
    let reason = try checked("reason") { () throws(FieldFault) in
      try FreeText(request.reason, longest: 500, lines: true)
    }
    guard !reason.text.isEmpty else { throw Refusal.fields(["reason": .required]) }
    try await decide.refuse(request.requestID, reason)
    return Clikc_Identity_V1_RefuseAccountRequestResponse()
  }
}

extension AccountRequestsService {
  private func application(
    _ request: Clikc_Identity_V1_RequestAccountRequest
  ) throws -> AccountApplication {
    do throws(FieldFaults) {
      return try AccountApplication(
        name: request.name, email: request.email, administration: request.administrationID,
        language: request.language, reason: request.reason)
    } catch { throw Refusal.fields(error.faults) }
  }

  private func state(
    _ given: Clikc_Identity_V1_AccountRequestState
  ) throws -> ApplicationState {
    switch given {
    case .unspecified, .waiting: .waiting
    case .approved: .approved
    case .refused: .refused
    case .UNRECOGNIZED: throw Refusal.fields(["state": .unknownState])
    }
  }

  private static func position(_ token: String) throws(FieldFault) -> UUID? {
    guard !token.isEmpty else { return nil }
    guard let id = UUID(uuidString: token) else { throw .invalidPageToken }
    return id
  }

  /// The first proposal nobody has.
  private func proposal(for row: ApplicationRow) async throws -> String {
    let proposals = UsernameProposal(name: row.name, email: row.email)
    let names = (0..<50).map { proposals[$0] }
    let taken = try await ApplicationStore(work.pool).taken(names)
    return names.first { !taken.contains($0) } ?? ""
  }
}

extension Clikc_Identity_V1_AccountRequest {
  init(_ row: ApplicationRow) {
    self = .with {
      $0.id = row.id.wireText
      $0.name = row.name
      $0.email = row.email
      $0.administrationID = row.administration.wireText
      $0.language = row.language
      $0.reason = row.reason
      $0.state =
        Clikc_Identity_V1_AccountRequestState(rawValue: row.state.rawValue) ?? .unspecified
      $0.requestedAt = Google_Protobuf_Timestamp(date: row.requestedAt)
      if let moment = row.decidedAt { $0.decidedAt = Google_Protobuf_Timestamp(date: moment) }
      $0.accountID = row.account?.wireText ?? ""
      $0.refusal = row.refusal
    }
  }
}
