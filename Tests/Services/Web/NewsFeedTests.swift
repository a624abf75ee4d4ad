import Foundation
import FoundationXML
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Localization
import NIOCore
import Testing

@testable import web

@Suite("News as a feed")
struct NewsFeedTests {
  private let pages: TestSite

  init() throws { pages = try TestSite() }

  @Test("in every language it is an Atom feed of what the page tells", arguments: Language.allCases)
  func languages(_ language: Language) async throws {
    let response = try await pages.run {
      try await $0.execute(uri: "/news.atom?language=\(language.rawValue)", method: .get)
    }
    let feed = try XMLDocument(xmlString: String(buffer: response.body))

    #expect(response.headers[.contentType] == "application/atom+xml; charset=utf-8")
    #expect(response.headers[.contentLanguage] == language.rawValue)
    let page = try #require(pages.site.pages.page("news", language))
    let entries = feed.rootElement()?.elements(forName: "entry") ?? []
    #expect(entries.count == page.text.components(separatedBy: "## ").count - 1)
    for entry in entries {
      let title = try #require(entry.elements(forName: "title").first?.stringValue)
      #expect(page.text.contains("## \(title)\n"))
      #expect(entry.elements(forName: "content").first?.stringValue?.hasPrefix("<p>") == true)
    }
    let ids = entries.compactMap { $0.elements(forName: "id").first?.stringValue }
    #expect(Set(ids).count == entries.count)
  }

  @Test("an entry keeps its name when news are added above it, and marks are escaped")
  func names() throws {
    let old = PageStore.Page(
      title: "News", html: "", text: "\n## A < B\n*2026-01-02*\n\nOne & two.\n")
    let more = PageStore.Page(
      title: "News", html: "", text: "\n## Newer\n*2026-02-03*\n\nThree.\n" + old.text)
    let site = try #require(URL(string: "https://portal.example/"))
    let names = try [old, more].map { page -> [String] in
      let text = NewsFeed(page, language: .english, Markdown()).atom(site: site)
      let feed = try #require(try XMLDocument(xmlString: text).rootElement())
      #expect(
        feed.elements(forName: "entry").last?.elements(forName: "title").first?.stringValue
          == "A < B")
      return feed.elements(forName: "entry").compactMap {
        $0.elements(forName: "id").first?.stringValue
      }
    }

    #expect(names[0] == ["https://portal.example/news.atom?language=en#1"])
    #expect(names[1].last == names[0][0])
  }
}
