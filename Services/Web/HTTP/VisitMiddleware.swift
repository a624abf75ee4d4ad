import Cryptography
import Foundation
import HTTPTypes
import Hummingbird
import Localization
import NetworkAddresses

/// Reads what the browser sent along and lends every page its `Visit`.
struct VisitMiddleware: RouterMiddleware {
  typealias Context = WebContext

  private let catalogue: MessageCatalogue
  private let client: any GatewayClient
  private let pages: PageAddresses
  private let proxies: TrustedProxies

  init(
    catalogue: MessageCatalogue, client: any GatewayClient, pages: PageAddresses,
    proxies: TrustedProxies
  ) {
    self.pages = pages
    self.catalogue = catalogue
    self.client = client
    self.proxies = proxies
  }

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let origin = try origin(of: request, context)
    var context = context
    context.visit = Visit(origin: origin, catalogue: catalogue, client: client)
    var response = try await next(request, context)
    if origin.nonceIsNew, response.headers[.contentType]?.hasPrefix("text/html") == true {
      response.setCookie(SiteCookie.nonce(origin.nonce))
    }
    return response
  }

  private func origin(of request: Request, _ context: WebContext) throws -> Visit.Origin {
    let cookies = request.cookies
    let nonce = cookies[SiteCookie.nonceName]?.value ?? ""
    var origin = Visit.Origin(nonce: nonce.isEmpty ? try FormGuard.nonce() : nonce)
    origin.nonceIsNew = nonce.isEmpty
    origin.token = cookies[SiteCookie.sessionName].map(\.value).flatMap { $0.isEmpty ? nil : $0 }
    origin.username = cookies[SiteCookie.usernameName].flatMap { SiteCookie.username(in: $0.value) }
    let proof = cookies[SiteCookie.deviceName]?.value ?? ""
    origin.deviceProof = bytes(base64URL: proof)?.count == 48 ? proof : nil
    origin.device = Self.device(request.headers[.userAgent] ?? "")
    let chosen = cookies[SiteCookie.languageName]?.value
    origin.chosenLanguage =
      context.languageSwitch?.language ?? chosen.flatMap(Language.init(rawValue:))
    origin.typed = context.languageSwitch?.typed
    origin.browserLanguage = Language.preferred(by: request.headers[.acceptLanguage] ?? "")
    origin.address = address(of: request, context)
    origin.location = request.method == .get ? request.uri.string : page(before: request)
    return origin
  }

  /// The page whose form this is: the one the browser names, else the one of the form's own address, else "/".
  private func page(before request: Request) -> String {
    if let sender = request.headers[.referer].flatMap(URLComponents.init(string:)),
      pages.contains(sender.percentEncodedPath)
    {
      let query = sender.percentEncodedQuery.map { "?" + $0 } ?? ""
      if let address = localPath(sender.percentEncodedPath + query) { return address }
    }
    return pages.contains(request.uri.path) ? localPath(request.uri.path) ?? "/" : "/"
  }

  /// What the browser calls itself, cut and without what no text may hold.
  private static func device(_ agent: String) -> String {
    String(
      String.UnicodeScalarView(
        agent.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0x7F }.prefix(300)))
  }

  /// The address of the person's machine; nil in tests without a connection.
  private func address(of request: Request, _ context: WebContext) -> String? {
    guard let peer = context.peer else { return nil }
    return proxies.client(peer: peer, forwarded: request.headers[values: .forwardedFor])
  }
}
