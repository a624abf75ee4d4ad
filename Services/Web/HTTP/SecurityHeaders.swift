import HTTPTypes
import Hummingbird

/// Puts the headers that fence the pages in on every response, whatever made it.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = WebContext

  /// Name to value, for the tests too.
  static let fields: HTTPFields = [
    .contentSecurityPolicy:
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
      + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    .xContentTypeOptions: "nosniff",
    .strictTransportSecurity: "max-age=31536000",
    .referrerPolicy: "same-origin",
    .openerPolicy: "same-origin",
    .crossOriginResourcePolicy: "same-origin",
    .permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  ]

  init() {}

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    for field in Self.fields where !response.headers.contains(field.name) {
      response.headers.append(field)
    }
    return response
  }
}
