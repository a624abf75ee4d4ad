import Foundation
import Hummingbird
import Localization

/// A written page.
struct InfoModel: Equatable, Sendable {
  let title: String
  /// Safe HTML.
  let html: String

  /// Puts the address to write to where the page has `{contact}`.
  init(_ page: PageStore.Page, contact: String) {
    title = page.title
    let address = escaped(contact)
    let link = "<a href=\"mailto:\(address)\"><bdi dir=\"ltr\">\(address)</bdi></a>"
    html = page.html.replacingOccurrences(of: "{contact}", with: link)
  }
}

/// A page of text in the reader's language.
struct InfoView: View {
  static let template = "info"

  let model: InfoModel
  let slug: String
  let home: String
  /// The address of the page as a feed.
  var feed: String?

  var screen: Screen {
    var screen = Screen(title: model.title)
    screen.feed = feed
    screen.trail = [.init(home, .front), .init(model.title)]
    screen.current = slug
    return screen
  }
}

/// What a visitor's computer needs, with a check of their own where scripts run.
struct PrerequisitesView: View {
  static let template = "prerequisites"
  static let slug = "prerequisites"

  let model: InfoModel
  let home: String

  var screen: Screen {
    var screen = InfoView(model: model, slug: Self.slug, home: home).screen
    screen.script = "prerequisites.js"
    return screen
  }
}

/// The written pages.
func addInfoRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/pages/:slug") { _, context in
    let visit = try context.requireVisit()
    try await visit.meetViewer()
    guard let page = site.pages.page(try context.parameter("slug"), visit.language) else {
      throw PageFault.notFound
    }
    let slug = try context.parameter("slug")
    let model = InfoModel(page, contact: site.settings.contactAddress)
    let home = visit.texts("web.front.title")
    guard slug != PrerequisitesView.slug else {
      return try await site.respond(PrerequisitesView(model: model, home: home), to: visit)
    }
    let feed = slug == NewsFeed.slug ? "/news.atom?language=\(visit.language.rawValue)" : nil
    return try await site.respond(
      InfoView(model: model, slug: slug, home: home, feed: feed), to: visit)
  }
  router.get("/news.atom") { request, context in
    let visit = try context.requireVisit()
    let language = try request.query().value("language").flatMap { Language(rawValue: $0) }
    return try newsFeed(site, in: language ?? visit.language)
  }
}

private func newsFeed(_ site: Site, in language: Language) throws -> Response {
  guard let page = site.pages.page(NewsFeed.slug, language) else { throw PageFault.notFound }
  let feed = NewsFeed(page, language: language, site.markdown)
  return Response(
    status: .ok,
    headers: [
      .contentType: "application/atom+xml; charset=utf-8", .contentLanguage: language.rawValue,
      .cacheControl: "public, max-age=3600", .vary: "accept-language, cookie",
    ], body: ResponseBody(byteBuffer: ByteBuffer(string: feed.atom(site: site.settings.siteURL))))
}
