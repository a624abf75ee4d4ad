internal import BlobStore
internal import Foundation
internal import HTTPServing
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Localization
internal import Logging
internal import NetworkAddresses
internal import NotificationContract
internal import Pictures

/// What a gateway is made of, besides its own code.
struct GatewayParts: Sendable {
  let callees: Callees
  /// Draws tables; no route leads to it.
  let documents: any Clikc_Notification_V1_Documents.ClientProtocol
  /// Writes digital credentials and what they point to, as bytes; no route leads to it.
  let credentials: any Clikc_Notification_V1_Credentials.ClientProtocol
  let cache: SessionCache
  let blobs: any BlobStore
  let pictures: PictureMaker
  let readiness: Readiness
  let catalogue: MessageCatalogue
  /// The OpenAPI document as it was generated.
  let openAPI: [UInt8]
  /// The address at which people see the site.
  let site: URL
  /// Whose X-Forwarded-For is believed.
  let proxies: TrustedProxies
  let logger: Logger
}

extension Gateway {
  init(_ parts: GatewayParts) {
    let sessions = SessionResolver(
      sessions: parts.callees.sessions, cache: parts.cache, logger: parts.logger)
    let files = FileEndpoints(
      blobs: parts.blobs, callees: parts.callees, maker: parts.pictures)
    let documents = DocumentEndpoints(
      callees: parts.callees, documents: parts.documents, texts: parts.catalogue)
    let credentials = CredentialEndpoints(credentials: parts.credentials)
    let health = HealthEndpoints(readiness: parts.readiness, openAPI: parts.openAPI)
    self.init(
      table: RouteTable(
        Route.all.map { Endpoint($0) } + files.endpoints + documents.endpoints
          + credentials.endpoints + health.endpoints),
      sessions: sessions, calls: RouteCalls(callees: parts.callees, sessions: sessions),
      crossSite: CrossSiteCheck(site: parts.site),
      proxies: parts.proxies,
      problems: ProblemDocument(catalogue: parts.catalogue),
      logger: parts.logger)
  }

  /// The HTTP server around it.
  func application(address: BindAddress, logger: Logger) -> Application<Gateway> {
    var headers = SecurityHeaders.fields
    headers[.contentType] = MediaType.problem
    headers[.cacheControl] = "no-store"
    let early = EarlyAnswer(
      headers: headers,
      body: self.problems.bytes(
        Problem(.badRequest, "REQUEST_MALFORMED"), language: .english, requestID: "none"))
    return Application(
      responder: self,
      server: HTTPServerBuilder { CompressedHTTP1Channel(responder: $0, early: early) },
      configuration: ApplicationConfiguration(address: address), logger: logger)
  }
}
