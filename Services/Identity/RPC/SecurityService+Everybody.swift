internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// The sessions of everybody, for administrators.
extension SecurityService {
  package func listOpenSessions(
    request: Clikc_Identity_V1_ListOpenSessionsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListOpenSessionsResponse {
    let caller = try Principal.required(.administrator)
    let size = request.pageSize <= 0 ? 50 : min(Int(request.pageSize), 200)
    // One more than asked for tells whether a page follows.
    let list = SessionList(
      search: Account.folded(request.query.trimmingCharacters(in: .whitespaces)),
      after: try Self.position(request.pageToken), limit: size + 1, now: work.now())
    let found = try await list.read(work.pool)
    let count = try await list.count(work.pool)
    return .with {
      $0.sessions = found.prefix(size).map { .init($0, current: caller.sessionID) }
      if found.count > size { $0.nextPageToken = found[size - 1].session.id.wireText }
      $0.open = Int32(clamping: count.sessions)
      $0.people = Int32(clamping: count.people)
    }
  }

  package func endOpenSession(
    request: Clikc_Identity_V1_EndOpenSessionRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_EndOpenSessionResponse {
    _ = try Principal.required(.administrator)
    guard let id = UUID(uuidString: request.sessionID),
      let holder = try await SessionStore(work.pool).holder(of: id)
    else { throw Refusal(.notFound, "SESSION_UNKNOWN") }
    try await EndSessions(work)(id, of: holder, now: work.now())
    return Clikc_Identity_V1_EndOpenSessionResponse()
  }

  /// The session the page before ended with; nil for the first page.
  private static func position(_ token: String) throws -> UUID? {
    guard !token.isEmpty else { return nil }
    guard let id = UUID(uuidString: token) else {
      throw Refusal.fields(["page_token": .invalidPageToken])
    }
    return id
  }
}

extension Clikc_Identity_V1_PersonSession {
  fileprivate init(_ found: PersonSession, current: UUID) {
    self = .with {
      $0.session = Clikc_Identity_V1_OpenSession(found.session, current: current)
      $0.accountID = found.account.wireText
      $0.name = found.name
      $0.username = found.username
      $0.administrationID = found.administration?.wireText ?? ""
    }
  }
}
