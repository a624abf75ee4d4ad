internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Sessions: signing in and out, and resolving sessions.
package struct SessionsService: Clikc_Identity_V1_Sessions.SimpleServiceProtocol {
  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  /// Unknown names and wrong passwords are answered alike, after the same work.
  package func signIn(
    request: Clikc_Identity_V1_SignInRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_SignInResponse {
    let now = work.now()
    guard request.password.utf8.count <= PasswordRule.longest else {
      throw Refusal.fields(["password": .tooLong])
    }
    let username = try? Username(request.username)
    let attempt = try await work.attempts.admit(
      username: username?.text ?? request.username, address: CallOrigin.current.clientAddress,
      now: now)
    var credential: Credential?
    if let username {
      credential = try await CredentialStore(work.pool).find(username: username.text)
    }
    let candidate = credential?.candidate(request.password) ?? request.password
    let matches = try await CheckPassword(work)(candidate, credential)
    guard matches, let credential else { throw Refusal(.unauthenticated, "SIGN_IN_FAILED") }
    try await work.attempts.succeeded(attempt)
    guard !credential.isSuspended else {
      throw Refusal(.unauthenticated, "ACCOUNT_SUSPENDED")
    }
    guard !credential.isExpired(at: now) else {
      throw Refusal(.unauthenticated, "TEMPORARY_PASSWORD_EXPIRED")
    }
    return try await open(credential, password: candidate, now: now)
  }

  /// The principal is signed for 60 seconds; the call is written down at most once a minute.
  package func resolveSession(
    request: Clikc_Identity_V1_ResolveSessionRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ResolveSessionResponse {
    let now = work.now()
    let found = try await SessionView.find(tokenHash: Token(request.token).hash, in: work.pool)
    guard let session = found,
      SessionRule.isAlive(lastSeen: session.lastSeen, expires: session.expires, now: now)
    else { throw Refusal(.unauthenticated, "SESSION_ENDED") }
    if SessionRule.isTouchDue(lastSeen: session.lastSeen, now: now) {
      try await SessionStore(work.pool).touch(session.id, now: now)
    }
    let principal = try work.signer.sign(Principal(session), now: now)
    return .with {
      $0.principal = principal
      $0.gate = Clikc_Identity_V1_Gate(session.state)
      $0.timeZone = session.timeZone
      $0.preferredName = session.preferredName
      $0.smallPhoto = session.smallPhoto ?? ""
    }
  }

  package func signOut(
    request: Clikc_Identity_V1_SignOutRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_SignOutResponse {
    let caller = try Principal.required()
    let now = work.now()
    try await work.pool.transaction { connection in
      let ended = try await SessionStore(connection).end(
        caller.sessionID, of: caller.accountID, now: now)
      guard ended else { return }
      let event = AccountEvents.sessionsRevoked(caller.accountID, sessions: [caller.sessionID])
      try await AccountEvents.append([event], of: caller.accountID, now: now, in: connection)
    }
    return Clikc_Identity_V1_SignOutResponse()
  }

  private func open(
    _ credential: Credential, password: String, now: Date
  ) async throws -> Clikc_Identity_V1_SignInResponse {
    let id = credential.account
    guard let account = try await AccountStore(work.pool).find(id) else {
      throw Refusal.signInRequired
    }
    let state = try await work.state(of: id)
    let token = try Token.random()
    let session = NewSession(id: UUID(), account: id, tokenHash: token.hash, createdAt: now)
    try await write(session, credential, renewed: try await renewed(credential, password))
    return .with {
      $0.token = token.text
      $0.gate = Clikc_Identity_V1_Gate(state)
      $0.account = Clikc_Identity_V1_Account(account)
      $0.expiresAt = Google_Protobuf_Timestamp(date: session.expiresAt)
    }
  }

  /// Under the lock of the credential: no session opens by a password that was just replaced, nor for who
  /// was just suspended.
  private func write(
    _ session: NewSession, _ credential: Credential, renewed: String?
  ) async throws {
    try await work.pool.transaction { connection in
      let credentials = CredentialStore(connection)
      guard let current = try await credentials.lock(session.account),
        current.hasPassword(of: credential), !current.isSuspended
      else { throw Refusal(.unauthenticated, "SIGN_IN_FAILED") }
      if let renewed { try await credentials.rehash(session.account, to: renewed) }
      try await SessionStore(connection).insert(session)
    }
  }

  /// The hash with today's parameters; nil when it has them already.
  private func renewed(_ credential: Credential, _ password: String) async throws -> String? {
    guard !credential.isDerived, work.hasher.isOutdated(credential.passwordHash) else { return nil }
    return try await work.hasher.hash(password)
  }
}

extension Principal {
  fileprivate init(_ session: SessionView) {
    self.init(
      accountID: session.account, sessionID: session.id,
      roles: Set(session.roles.compactMap { Role(rawValue: $0.rawValue) }),
      administrationID: session.administration, language: session.language, name: session.name)
  }
}
