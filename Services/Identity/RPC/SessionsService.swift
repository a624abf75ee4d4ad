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
  /// As many sessions are renewed at a time.
  private static let mostRenewed = 200

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
    var credential: Credential?
    if let username {
      credential = try await CredentialStore(work.pool).find(username: username.text)
    }
    let attempt = try await work.attempts.admit(
      username: username?.text ?? request.username, address: CallOrigin.current.clientAddress,
      device: try device(request, of: credential), now: now)
    let candidate = credential?.candidate(request.password) ?? request.password
    let matches = try await work.attempts.judge(attempt) { [credential] in
      try await CheckPassword(work)(candidate, credential)
    }
    guard matches, let credential else {
      try await noteFailure(attempt, of: credential?.account, request)
      throw Refusal(.unauthenticated, "SIGN_IN_FAILED")
    }
    try await work.attempts.succeeded(attempt)
    guard !credential.isSuspended else {
      try await work.audit(
        .signInFailed, of: credential.account, device: DeviceText.kept(request.device),
        [.reason: AuditWord.suspended.rawValue], in: work.pool)
      throw Refusal(.unauthenticated, "ACCOUNT_SUSPENDED")
    }
    guard !credential.isExpired(at: now) else {
      try await work.audit(
        .signInFailed, of: credential.account, device: DeviceText.kept(request.device),
        [.reason: AuditWord.expired.rawValue], in: work.pool)
      throw Refusal(.unauthenticated, "TEMPORARY_PASSWORD_EXPIRED")
    }
    return try await open(credential, password: candidate, request, now: now)
  }

  /// The call is written down at most once a minute, and not waited for.
  package func resolveSession(
    request: Clikc_Identity_V1_ResolveSessionRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ResolveSessionResponse {
    let now = work.now()
    let found = try await SessionView.find(tokenHash: Token(request.token).hash, in: work.pool)
    guard let session = found,
      SessionRule.isAlive(session.times, roles: session.roles, now: now)
    else { throw Refusal(.unauthenticated, "SESSION_ENDED") }
    work.touches.note(session.id, session.times, used: now)
    return try answer(session, now: now)
  }

  /// Knowing sessions anew is no use of them: one that nobody uses ends in its time, however often it is renewed.
  package func renewSessions(
    request: Clikc_Identity_V1_RenewSessionsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_RenewSessionsResponse {
    try CallOrigin.require("gateway")
    let now = work.now()
    let used = try Self.uses(request)
    var response = Clikc_Identity_V1_RenewSessionsResponse()
    for (hash, session) in try await SessionView.find(tokenHashes: Array(used.keys), in: work.pool)
    {
      guard let used = used[hash],
        SessionRule.isAlive(session.times, roles: session.roles, used: used, now: now)
      else { continue }
      work.touches.note(session.id, session.times, used: min(used, now))
      let answer = try answer(session, now: now)
      response.sessions.append(
        .with {
          $0.tokenHash = Data(hash)
          $0.session = answer
        })
    }
    return response
  }

  /// When each session was used, by its token's hash.
  private static func uses(
    _ request: Clikc_Identity_V1_RenewSessionsRequest
  ) throws -> [[UInt8]: Date] {
    guard (1...mostRenewed).contains(request.sessions.count) else {
      throw Refusal.fields(["sessions": request.sessions.isEmpty ? .required : .tooMany])
    }
    return Dictionary(
      request.sessions.map { (Array($0.tokenHash), $0.usedAt.date) }, uniquingKeysWith: max)
  }

  /// The principal is signed for 60 seconds, and not beyond the session's end, so that nobody who keeps it lets
  /// the session live longer.
  private func answer(
    _ session: SessionView, now: Date
  ) throws -> Clikc_Identity_V1_ResolveSessionResponse {
    var state = session.state
    state.needsSecondFactor = work.secondFactorRule.demands(of: session.roles)
    let gate = Gate(state)
    let principal = try work.signer.sign(
      Principal(session, behind: gate), now: now,
      until: SessionRule.end(session.times, roles: session.roles))
    return .with {
      $0.principal = principal
      $0.gate = Clikc_Identity_V1_Gate(gate)
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
    try await EndSessions(work)(caller.sessionID, of: caller.accountID, now: now)
    return Clikc_Identity_V1_SignOutResponse()
  }

  /// The account, if the request comes from a device that was signed in to it before.
  private func device(
    _ request: Clikc_Identity_V1_SignInRequest, of credential: Credential?
  ) throws -> UUID? {
    guard let credential, !request.deviceProof.isEmpty else { return nil }
    let proves = try work.secrets.proves(request.deviceProof, device: credential.account)
    return proves ? credential.account : nil
  }

  /// Known and unknown names are written down alike, so that the time tells nothing.
  private func noteFailure(
    _ attempt: AttemptGuard.Attempt, of account: UUID?, _ request: Clikc_Identity_V1_SignInRequest
  ) async throws {
    let device = DeviceText.kept(request.device)
    try await work.audit(
      .signInFailed, of: account, device: device, [.reason: AuditWord.password.rawValue],
      in: work.pool)
    guard attempt.slows else { return }
    try await work.audit(.signInSlowed, of: account, device: device, in: work.pool)
  }

  private func open(
    _ credential: Credential, password: String, _ request: Clikc_Identity_V1_SignInRequest,
    now: Date
  ) async throws -> Clikc_Identity_V1_SignInResponse {
    let id = credential.account
    guard let account = try await AccountStore(work.pool).find(id) else {
      throw Refusal.signInRequired
    }
    let state = try await work.state(of: id, codeGiven: false)
    let token = try Token.random()
    let life = SessionLife(
      remember: request.remember, days: work.rememberedDays, roles: account.roles)
    let session = NewSession(
      id: UUID(), account: id, tokenHash: token.hash, createdAt: now, life: life,
      clientAddress: CallOrigin.current.clientAddress, device: DeviceText.kept(request.device))
    let isCodeDue = Gate(state) == .enterCode
    try await write(
      session, credential, renewed: try await renewed(credential, password), isCodeDue: isCodeDue)
    // Whoever knows the password alone is told nothing of its owner, and is no known device.
    let proof = isCodeDue ? "" : try work.secrets.deviceProof(account: id)
    return .with {
      $0.token = token.text
      $0.gate = Clikc_Identity_V1_Gate(state)
      if isCodeDue {
        $0.account.username = account.username
      } else {
        $0.account = Clikc_Identity_V1_Account(account)
      }
      $0.expiresAt = Google_Protobuf_Timestamp(date: session.expiresAt)
      $0.deviceProof = proof
      $0.remembered = life.isRemembered
    }
  }

  /// Under the lock of the credential: no session opens by a password that was just replaced, nor for who
  /// was just suspended.
  private func write(
    _ session: NewSession, _ credential: Credential, renewed: String?, isCodeDue: Bool
  ) async throws {
    var details: [AuditDetail: String] = [.session: session.id.wireText]
    if isCodeDue { details[.way] = AuditWord.codeDue.rawValue }
    try await work.pool.transaction { [details] connection in
      let credentials = CredentialStore(connection)
      guard let current = try await credentials.lock(session.account),
        current.hasPassword(of: credential), !current.isSuspended
      else { throw Refusal(.unauthenticated, "SIGN_IN_FAILED") }
      if let renewed { try await credentials.rehash(session.account, to: renewed) }
      try await SessionStore(connection).insert(session)
      try await work.audit(
        .signedIn, of: session.account, by: session.account, device: session.device, details,
        in: connection)
    }
  }

  /// The hash with today's parameters; nil when it has them already.
  private func renewed(_ credential: Credential, _ password: String) async throws -> String? {
    guard !credential.isDerived, work.hasher.isOutdated(credential.passwordHash) else { return nil }
    return try await work.hasher.hash(password)
  }
}

extension Principal {
  /// Before the code of a second factor was given, the password alone gives nobody more than a learner's
  /// role.
  fileprivate init(_ session: SessionView, behind gate: Gate) {
    let roles = gate == .enterCode ? [] : session.roles
    self.init(
      accountID: session.account, sessionID: session.id,
      roles: Set(roles.compactMap { Role(rawValue: $0.rawValue) }),
      administrationID: session.administration, language: session.language, name: session.name)
  }
}
