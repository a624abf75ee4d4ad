internal import Authentication
internal import AuthenticationContract
internal import Foundation
internal import GRPCCore
internal import HTTPTypes
internal import Hummingbird
internal import Localization
internal import Logging
internal import NIOHTTP1
internal import NetworkAddresses

/// Answers every HTTP request: finds what answers at its path, lets in who may call it, and words what
/// goes wrong.
struct Gateway: HTTPResponder {
  let table: RouteTable
  let sessions: SessionResolver
  let calls: RouteCalls
  let crossSite: CrossSiteCheck
  let proxies: TrustedProxies
  let problems: ProblemDocument
  let logger: Logger

  /// Never throws but for a request that is no HTTP, which the connection answers.
  func respond(to request: Request, context: GatewayContext) async throws -> Response {
    let start = ContinuousClock.now
    let address = self.proxies.client(
      context.peer, forwarded: request.headers[values: .forwardedFor])
    var exchange = Exchange(request, clientAddress: address, id: RequestID.next())
    var response: Response
    do {
      response = try await self.answer(&exchange)
    } catch let error as HTTPParserError {
      throw error
    } catch {
      response = self.refuse(error, exchange)
    }
    response.headers[.requestID] = exchange.id
    if let session = exchange.session, !response.isShared {
      response.headers[.viewer] = session.viewer
    }
    SecurityHeaders.add(to: &response.headers)
    self.log(exchange, response.status, since: start)
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func answer(_ exchange: inout Exchange) async throws -> Response {
    let segments = try Target.segments(exchange.request)
    let verb = exchange.request.method == .head ? "GET" : exchange.request.method.rawValue
    switch self.table.match(Route.Verb(rawValue: verb), segments) {
    case .nothing: throw Problem(.notFound, "PATH_NOT_FOUND")
    case .otherVerbs(let verbs):
      let allowed = verbs.map(\.rawValue) + (verbs.contains(.get) ? ["HEAD"] : [])
      throw Problem(
        .methodNotAllowed, "METHOD_NOT_ALLOWED",
        headers: [.allow: allowed.joined(separator: ", ")])
    case .found(let endpoint, let fields):
      exchange.template = endpoint.template
      exchange.fields = fields
      try await self.admit(&exchange, to: endpoint)
      return try await self.answer(exchange, by: endpoint)
    }
  }

  private func answer(_ exchange: Exchange, by endpoint: Endpoint) async throws -> Response {
    let identity = OutgoingIdentity(
      signedPrincipal: exchange.session?.signedPrincipal, clientAddress: exchange.clientAddress)
    let response = try await OutgoingIdentity.$current.withValue(identity) {
      switch endpoint.action {
      case .route(let route):
        try await self.noting(exchange, route) { try await self.calls.answer(exchange, by: route) }
      case .own(let answer): try await answer(exchange)
      }
    }
    self.forgetChanged(exchange, endpoint)
    return response
  }

  /// Roles in which people look at the records of others.
  private static let staff: Set<Clikc_Authentication_V1_Role> = [
    .tutor, .coordinator, .expert, .administrator,
  ]

  /// Answers a read of one account's record to staff only once it stands in the audit log.
  private func noting(
    _ exchange: Exchange, _ route: Route, _ answer: () async throws -> Response
  ) async throws -> Response {
    let response = try await answer()
    guard route.verb == .get, let account = exchange.fields["account_id"]?.lowercased(),
      let session = exchange.session, session.accountID != account,
      !session.roles.isDisjoint(with: Self.staff)
    else { return response }
    try await self.calls.noteRecordRead(of: account, by: route.name)
    return response
  }

  /// What a write to the session's own account changed (its gate, its name, its end) is to be seen by the
  /// next request, so the cache forgets the session.
  private func forgetChanged(_ exchange: Exchange, _ endpoint: Endpoint) {
    guard exchange.isWrite, endpoint.access != .open, let credential = exchange.credential else {
      return
    }
    self.sessions.drop(credential.token)
  }

  private func refuse(_ error: any Error, _ exchange: Exchange) -> Response {
    let problem = self.problem(error, exchange)
    let bytes = self.problems.bytes(
      problem, language: exchange.language, requestID: exchange.id)
    var headers = problem.headers
    headers[.contentType] = MediaType.problem
    headers[.contentLanguage] = exchange.language.rawValue
    headers[.cacheControl] = "no-store"
    headers[.vary] = "Clikc-Language, Accept-Language, Cookie, Authorization"
    if problem.status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
    return Response(
      status: problem.status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private func problem(_ error: any Error, _ exchange: Exchange) -> Problem {
    if let problem = error as? Problem { return problem }
    if error is CancellationError { return Problem(.serviceUnavailable, "SERVICE_UNAVAILABLE") }
    if let error = error as? RPCError,
      let problem = Problem(error, in: self.calls.shape(exchange.template))
    {
      return problem
    }
    self.logger.error(
      "request failed", error: error,
      metadata: ["request.id": "\(exchange.id)", "http.route": "\(exchange.template)"])
    return .unexpected
  }

  private func log(
    _ exchange: Exchange, _ status: HTTPResponse.Status, since start: ContinuousClock.Instant
  ) {
    let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
    self.logger.info(
      "request answered",
      metadata: [
        "request.id": "\(exchange.id)", "http.method": "\(exchange.request.method)",
        "http.route": "\(exchange.template)", "http.status": "\(status.code)",
        "duration_ms": "\((milliseconds * 1000).rounded() / 1000)",
        "account.id": "\(exchange.session?.accountID ?? "")",
      ])
  }
}
