internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Security: the caller's own sessions and sign-ins, and for administrators anybody's sessions.
package struct SecurityService: Clikc_Identity_V1_Security.SimpleServiceProtocol {
  /// Seconds that the history of sign-ins reaches back.
  static let history: TimeInterval = 90 * 86_400

  let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  package func listSessions(
    request: Clikc_Identity_V1_ListSessionsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListSessionsResponse {
    let caller = try Principal.required()
    let open = try await open(caller.accountID, roles: caller.siteRoles, seenBy: caller)
    return .with { $0.sessions = open }
  }

  package func endSession(
    request: Clikc_Identity_V1_EndSessionRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_EndSessionResponse {
    let caller = try Principal.required()
    guard let id = UUID(uuidString: request.sessionID),
      try await SessionStore(work.pool).holder(of: id) == caller.accountID
    else { throw Refusal(.notFound, "SESSION_UNKNOWN") }
    try await EndSessions(work)(id, of: caller.accountID, now: work.now())
    return Clikc_Identity_V1_EndSessionResponse()
  }

  package func endAllSessions(
    request: Clikc_Identity_V1_EndAllSessionsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_EndAllSessionsResponse {
    let caller = try Principal.required()
    try await EndSessions(work)(allOf: caller.accountID, now: work.now())
    return Clikc_Identity_V1_EndAllSessionsResponse()
  }

  package func listSignIns(
    request: Clikc_Identity_V1_ListSignInsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListSignInsResponse {
    let caller = try Principal.required()
    let size = request.pageSize <= 0 ? 20 : min(Int(request.pageSize), 100)
    // One more than asked for tells whether a page follows.
    let found = try await AuditStore(work.pool).entries(
      of: caller.accountID, [.signedIn, .signInFailed, .signInSlowed],
      since: work.now().addingTimeInterval(-Self.history),
      before: try AuditPage.position(request.pageToken), limit: size + 1)
    return .with {
      $0.signIns = found.prefix(size).map { Clikc_Identity_V1_SignIn($0) }
      if found.count > size { $0.nextPageToken = AuditPage.token(before: found[size - 1].number) }
    }
  }

  package func listPersonSessions(
    request: Clikc_Identity_V1_ListPersonSessionsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListPersonSessionsResponse {
    let caller = try Principal.required(.administrator)
    let person = try await known(request.accountID)
    let open = try await open(person.id, roles: person.roles, seenBy: caller)
    return .with { $0.sessions = open }
  }

  package func endPersonSessions(
    request: Clikc_Identity_V1_EndPersonSessionsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_EndPersonSessionsResponse {
    _ = try Principal.required(.administrator)
    let person = try await known(request.accountID)
    try await EndSessions(work)(allOf: person.id, now: work.now())
    return Clikc_Identity_V1_EndPersonSessionsResponse()
  }

  /// The sessions of somebody with these roles that neither ended nor ran out.
  private func open(
    _ account: UUID, roles: Set<SiteRole>, seenBy caller: Principal
  ) async throws -> [Clikc_Identity_V1_OpenSession] {
    let now = work.now()
    return try await SessionStore(work.pool).open(account)
      .filter { SessionRule.isAlive($0.times, roles: roles, now: now) }
      .map { Clikc_Identity_V1_OpenSession($0, current: caller.sessionID) }
  }

  private func known(_ account: String) async throws -> Account {
    guard let id = UUID(uuidString: account),
      let found = try await AccountStore(work.pool).find(id)
    else { throw Refusal(.unknownAccount) }
    return found
  }
}

/// Pages of the audit log go by its numbers, downwards.
enum AuditPage {
  /// The entry the page before ended with; nil for the first page.
  static func position(_ token: String) throws -> Int64? {
    guard !token.isEmpty else { return nil }
    guard let number = Int64(token), number > 0, String(number) == token else {
      throw Refusal.fields(["page_token": .invalidPageToken])
    }
    return number
  }

  static func token(before number: Int64) -> String { String(number) }
}

extension Clikc_Identity_V1_OpenSession {
  /// `current` is the session of the call.
  init(_ session: ListedSession, current: UUID) {
    self = .with {
      $0.id = session.id.wireText
      $0.device = session.device
      $0.clientAddress = session.clientAddress
      $0.beganAt = Google_Protobuf_Timestamp(date: session.times.began)
      $0.lastSeenAt = Google_Protobuf_Timestamp(date: session.times.lastSeen)
      $0.expiresAt = Google_Protobuf_Timestamp(date: session.times.expires)
      $0.remembered = session.times.life.isRemembered
      $0.current = session.id == current
    }
  }
}

extension Clikc_Identity_V1_SignIn {
  fileprivate init(_ entry: AuditEntry) {
    self = .with {
      $0.at = Google_Protobuf_Timestamp(date: entry.at)
      $0.outcome = Clikc_Identity_V1_SignInOutcome(entry)
      $0.device = entry.device
      $0.clientAddress = entry.clientAddress
    }
  }
}

extension Clikc_Identity_V1_SignInOutcome {
  fileprivate init(_ entry: AuditEntry) {
    self =
      switch (AuditEvent(rawValue: entry.event), entry.values["reason"]) {
      case (.signedIn, _) where entry.values["way"] == AuditWord.codeDue.rawValue: .codeDue
      case (.signedIn, _): .signedIn
      case (.signInSlowed, _): .slowedDown
      case (_, "expired"): .expiredPassword
      case (_, "code"): .wrongCode
      default: .wrongPassword
      }
  }
}
