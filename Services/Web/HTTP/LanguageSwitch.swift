import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Synchronization

/// A change of language that came with what was typed into a page's form.
struct LanguageSwitch: Sendable {
  /// The field that asks for it.
  static let field = "shown_in"

  let language: Language
  let typed: Form

  /// Nil when the form asks for no change of language.
  init?(_ form: Form) {
    guard let language = Language(rawValue: form[Self.field]) else { return nil }
    self.language = language
    typed = form
  }
}

/// Answers a form that asks for another language with its own page in that language, the values given in its fields:
/// nothing is checked, kept or changed.
///
/// Knows the router once that is complete.
final class LanguageSwitcher: Sendable {
  private let router = Mutex<RouterResponder<WebContext>?>(nil)

  /// Learns where pages come from.
  func learn(_ router: Router<WebContext>) {
    let responder = router.buildResponder()
    self.router.withLock { $0 = responder }
  }

  /// The page at the address a form was sent to, in the language it asks for.
  func page(
    _ change: LanguageSwitch, for request: Request, _ context: WebContext
  ) async throws -> Response {
    guard let router = router.withLock({ $0 }) else { throw PageFault.notFound }
    var head = request.head
    head.method = .get
    head.headerFields[.contentType] = nil
    head.headerFields[.contentLength] = nil
    var context = context
    context.languageSwitch = change
    context.form = Form()
    var response = try await router.respond(
      to: Request(head: head, body: RequestBody(buffer: ByteBuffer())), context: context)
    response.setCookie(SiteCookie.language(change.language))
    return response
  }
}
