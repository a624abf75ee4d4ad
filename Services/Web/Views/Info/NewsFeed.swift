import Foundation
import Localization

/// The page "news" as an Atom feed (RFC 4287): each second-level heading with the day below it, `*2026-11-24*`,
/// is an entry.
struct NewsFeed: Sendable {
  /// A piece of news.
  struct Entry: Equatable, Sendable {
    let title: String
    /// The day it was written, `2026-11-24`.
    let day: String
    /// Safe HTML.
    let html: String
  }

  static let slug = "news"

  let title: String
  let language: Language
  let entries: [Entry]

  init(_ page: PageStore.Page, language: Language, _ markdown: Markdown) {
    title = page.title
    self.language = language
    entries = page.text.split(separator: "\n## ", omittingEmptySubsequences: true)
      .compactMap { Self.entry($0, markdown) }
  }

  /// The feed of a site.
  func atom(site: URL) -> String {
    let home = site.absoluteString.trimmingSuffix("/")
    let own = "\(home)/news.atom?language=\(language.rawValue)"
    let page = "\(home)/pages/\(Self.slug)"
    let newest = entries.map(\.day).max() ?? "1970-01-01"
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(language.rawValue)">
      <id>\(escaped(own))</id>
      <title>\(escaped(title))</title>
      <updated>\(newest)T00:00:00Z</updated>
      <author><name>WCO</name></author>
      <link rel="self" type="application/atom+xml" href="\(escaped(own))"/>
      <link rel="alternate" type="text/html" href="\(escaped(page))"/>
      \(entries.enumerated().map { text(of: $1, id: "\(own)#\(entries.count - $0)", page) }.joined())
      </feed>

      """
  }

  /// News are added above the others, so that counting from below names each for good.
  private func text(of entry: Entry, id: String, _ page: String) -> String {
    """
    <entry>
    <id>\(escaped(id))</id>
    <title>\(escaped(entry.title))</title>
    <updated>\(entry.day)T00:00:00Z</updated>
    <link rel="alternate" type="text/html" href="\(escaped(page))"/>
    <content type="html">\(escaped(entry.html))</content>
    </entry>

    """
  }

  private static func entry(_ text: Substring, _ markdown: Markdown) -> Entry? {
    guard
      let match = text.firstMatch(of: #/^(?:## )?([^\n]+)\n\*(\d{4}-\d{2}-\d{2})\*\n/#)
    else { return nil }
    return Entry(
      title: String(match.1), day: String(match.2),
      html: markdown.html(String(text[match.range.upperBound...])))
  }
}
