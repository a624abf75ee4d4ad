import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What travels with a request through the middleware.
struct WebContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address the connection comes from; nil in tests without one.
  let peer: String?
  /// Set by `VisitMiddleware`.
  var visit: Visit?
  /// The fields of a posted form, set by `FormMiddleware` once the form was found honest.
  var form = Form()
  /// Set by `LanguageSwitcher` for a page that is drawn again in another language.
  var languageSwitch: LanguageSwitch?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress
  }
}

extension WebContext {
  /// The visit; every page runs behind the middleware that sets it.
  func requireVisit() throws -> Visit {
    guard let visit else { throw HTTPError(.internalServerError) }
    return visit
  }

  /// A parameter of the path, percent-decoded.
  func parameter(_ name: String) throws -> String {
    guard let value = parameters.get(name)?.removingPercentEncoding, !value.isEmpty else {
      throw HTTPError(.notFound)
    }
    return value
  }
}
