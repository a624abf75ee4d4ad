import HTTPTypes
import Hummingbird
import NIOCore

/// Lets a posted form through only when it is one, is small enough, and was sent from a page of ours
/// that was written for this visit. Everything that changes anything is posted, so nothing changes
/// behind a person's back. A form that asks for another language goes no further: its page is drawn again.
struct FormMiddleware: RouterMiddleware {
  typealias Context = WebContext

  private static let largestForm = 64 << 10
  /// Texts of documents are longer, and percent-encoding makes three bytes of one.
  private static let largestDocument = 1 << 20

  private let guardian: FormGuard
  private let site: SiteOrigin
  private let switcher: LanguageSwitcher

  init(guardian: FormGuard, site: SiteOrigin, switcher: LanguageSwitcher) {
    self.guardian = guardian
    self.site = site
    self.switcher = switcher
  }

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    guard request.method != .get, request.method != .head else {
      return try await next(request, context)
    }
    guard request.method == .post else { throw PageFault.notFound }
    guard site.sent(request) else { throw PageFault.foreignForm }
    var context = context
    context.form = try await form(in: request)
    guard try guardian.accepts(context.form["csrf"], for: context.requireVisit().origin) else {
      throw PageFault.staleForm
    }
    if let change = LanguageSwitch(context.form) {
      return try await switcher.page(change, for: request, context)
    }
    return try await next(request, context)
  }

  private func form(in request: Request) async throws -> Form {
    let type = request.headers[.contentType] ?? ""
    guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
      throw PageFault.notAForm
    }
    let length = request.headers[.contentLength].flatMap(Int.init) ?? 0
    let limit = request.uri.path.hasPrefix("/policies/") ? Self.largestDocument : Self.largestForm
    guard length <= limit else { throw PageFault.formTooLarge }
    let body: ByteBuffer
    do {
      body = try await request.body.collect(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw PageFault.formTooLarge
    }
    guard let form = Form(body.readableBytesView) else { throw PageFault.brokenForm }
    return form
  }
}
