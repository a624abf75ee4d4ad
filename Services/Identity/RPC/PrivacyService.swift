internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Privacy: a person's rights to their data.
package struct PrivacyService: Clikc_Identity_V1_Privacy.SimpleServiceProtocol {
  private static let longestReason = 1000

  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  package func exportMyAccount(
    request: Clikc_Identity_V1_ExportMyAccountRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ExportMyAccountResponse {
    let caller = try Principal.required()
    let sections = try await ExportAccount(work)(caller.accountID)
    try await work.audit(
      .recordRead, of: caller.accountID, act: .dataExported, in: work.pool)
    return .with { $0.sections = sections }
  }

  package func getMyErasure(
    request: Clikc_Identity_V1_GetMyErasureRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_GetMyErasureResponse {
    let found = try await ErasureStore(work.pool).find(try Principal.required().accountID)
    return .with {
      if let found { $0.erasure = Clikc_Identity_V1_Erasure(found) }
      $0.graceDays = Int32(work.erasureGrace.days)
    }
  }

  package func requestErasure(
    request: Clikc_Identity_V1_RequestErasureRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_RequestErasureResponse {
    let caller = try Principal.required()
    let reason = try checked("reason") { () throws(FieldFault) in
      try FreeText(request.reason, longest: Self.longestReason, lines: true).text
    }
    try await AskErasure(work)(caller.accountID, reason: reason)
    let found = try await ErasureStore(work.pool).find(caller.accountID)
    return .with { if let found { $0.erasure = Clikc_Identity_V1_Erasure(found) } }
  }

  package func withdrawErasure(
    request: Clikc_Identity_V1_WithdrawErasureRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_WithdrawErasureResponse {
    try await AskErasure(work).takeBack(try Principal.required().accountID)
    return Clikc_Identity_V1_WithdrawErasureResponse()
  }

  package func listErasures(
    request: Clikc_Identity_V1_ListErasuresRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListErasuresResponse {
    _ = try Principal.required(.administrator)
    let store = ErasureStore(work.pool)
    let rows = try await store.waiting() + store.decided()
    return .with { $0.erasures = rows.map { .init($0) } }
  }

  /// Nobody decides on their own request: the last administrator would lock everybody out.
  package func decideErasure(
    request: Clikc_Identity_V1_DecideErasureRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_DecideErasureResponse {
    let caller = try Principal.required(.administrator)
    guard let account = UUID(uuidString: request.accountID) else {
      throw Refusal(.notFound, "ERASURE_NOT_WAITING")
    }
    guard account != caller.accountID else {
      throw Refusal(.permissionDenied, "ERASURE_OF_ONESELF")
    }
    let answer = try checked("answer") { () throws(FieldFault) in
      let text = try FreeText(request.answer, longest: Self.longestReason, lines: true).text
      guard request.erase || !text.isEmpty else { throw FieldFault.required }
      return text
    }
    try await EraseAccount(work)(
      account, state: request.erase ? .erased : .refused, answer: answer, by: caller.accountID)
    return Clikc_Identity_V1_DecideErasureResponse()
  }
}

extension Clikc_Identity_V1_Erasure {
  init(_ row: ErasureRow) {
    self = .with {
      $0.accountID = row.erasure.account.wireText
      $0.name = row.name
      $0.username = row.username
      $0.administration = row.administration ?? ""
      $0.state =
        switch row.erasure.state {
        case .waiting: .waiting
        case .erased: .erased
        case .refused: .refused
        }
      $0.reason = row.erasure.reason
      $0.requestedAt = Google_Protobuf_Timestamp(date: row.erasure.requestedAt)
      if row.erasure.state == .waiting, let finalAt = row.erasure.finalAt {
        $0.finalAt = Google_Protobuf_Timestamp(date: finalAt)
      }
      if let decided = row.erasure.decidedAt {
        $0.decidedAt = Google_Protobuf_Timestamp(date: decided)
      }
      $0.answer = row.erasure.answer
    }
  }
}
