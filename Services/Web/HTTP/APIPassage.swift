import AsyncHTTPClient
import HTTPTypes
import Hummingbird
import Localization
import Logging
import NIOCore
import NIOHTTP1

/// Passes /api/* to the gateway as it came. A browser's session cookie becomes the bearer header, the language chosen
/// there the header clikc-language; a change asked for in the name of a cookie must come from a page of ours and carry
/// its form token.
struct APIPassage: Sendable {
  /// Bytes of the largest that the gateway takes, a picture.
  private static let largestBody = 10_000_000
  private static let hopByHop: Set<String> = [
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
    "transfer-encoding", "upgrade", "host", "content-length", "cookie", "x-forwarded-for",
    "expect", "accept-encoding",
  ]

  private let http: HTTPClient
  private let gatewayURL: String
  private let guardian: FormGuard
  private let site: SiteOrigin
  private let logger: Logger

  init(
    http: HTTPClient, gatewayURL: String, guardian: FormGuard, site: SiteOrigin, logger: Logger
  ) {
    self.logger = logger
    self.http = http
    self.gatewayURL = gatewayURL
    self.guardian = guardian
    self.site = site
  }

  func callAsFunction(_ request: Request, _ context: WebContext) async throws -> Response {
    let visit = try context.requireVisit()
    let origin = visit.origin
    var headers = HTTPHeaders()
    for field in request.headers where !Self.hopByHop.contains(field.name.canonicalName) {
      headers.add(name: field.name.rawName, value: field.value)
    }
    if let language = origin.chosenLanguage, !headers.contains(name: "clikc-language") {
      headers.add(name: "clikc-language", value: language.rawValue)
    }
    if let address = origin.address { headers.add(name: "x-forwarded-for", value: address) }
    if request.headers[.authorization] == nil, let token = origin.token {
      guard try isHonest(request, origin) else {
        return try APIProblem(.forbidden, "CROSS_SITE", visit.texts).response(visit.texts)
      }
      headers.add(name: "authorization", value: "Bearer \(token)")
    }
    return try await send(request, headers, visit.texts)
  }

  private func isHonest(_ request: Request, _ origin: Visit.Origin) throws -> Bool {
    if request.method == .get || request.method == .head { return true }
    guard site.sent(request) else { return false }
    return try guardian.accepts(request.headers[.csrfToken] ?? "", for: origin)
  }

  private func send(
    _ request: Request, _ headers: HTTPHeaders, _ texts: Texts
  ) async throws -> Response {
    var outbound = HTTPClientRequest(url: gatewayURL + request.uri.string)
    outbound.method = HTTPMethod(rawValue: request.method.rawValue)
    outbound.headers = headers
    do {
      let body = try await request.body.collect(upTo: Self.largestBody)
      if body.readableBytes > 0 { outbound.body = .bytes(body) }
    } catch is NIOTooManyBytesError {
      let limit = ["maximum": "\(Self.largestBody)"]
      return try APIProblem(.contentTooLarge, "CONTENT_TOO_LARGE", texts, limit).response(texts)
    }
    let answer: HTTPClientResponse
    do {
      answer = try await http.execute(outbound, timeout: .seconds(30))
    } catch {
      logger.error("the gateway did not answer", metadata: ["error": "\(error)"])
      return try APIProblem(.serviceUnavailable, "SERVICE_UNAVAILABLE", texts).response(texts)
    }
    return response(from: answer)
  }

  private func response(from answer: HTTPClientResponse) -> Response {
    var headers = HTTPFields()
    for (name, value) in answer.headers where !Self.hopByHop.contains(name.lowercased()) {
      if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
    }
    return Response(
      status: HTTPResponse.Status(code: Int(answer.status.code)), headers: headers,
      body: ResponseBody(asyncSequence: answer.body))
  }
}
