import Foundation
import Localization
import ServiceRuntime
import Testing

@testable import web

@Suite("Texts of the pages")
struct MessageKeysTests {
  @Test("every text a template asks for exists in every language")
  func templates() throws {
    let catalogue = try productTexts()
    let directory = try ResourceDirectory.find("web").appending(path: "Templates")
    for (name, source) in try TemplateLibrary.sources(directory) {
      for match in source.matches(of: #/\{\{t\.([A-Za-z0-9_.-]+)\}\}/#) {
        for language in Language.allCases {
          #expect(
            catalogue.has(String(match.1), language), "\(name): \(match.1) in \(language)")
        }
      }
    }
  }

  @Test("everything a template asks of the frame is there")
  func frame() throws {
    let test = try TestSite()
    let visit = Visit(
      origin: Visit.Origin(nonce: "nonce"), catalogue: test.site.catalogue, client: test.gateway)
    let frame = try Frame(Screen(title: ""), visit: visit, site: test.site)
    let known = Set(Mirror(reflecting: frame).children.compactMap(\.label))
    let directory = try ResourceDirectory.find("web").appending(path: "Templates")
    for (name, source) in try TemplateLibrary.sources(directory) {
      for match in source.matches(of: #/\{\{[#^\/]?frame\.([A-Za-z]+)/#) {
        #expect(known.contains(String(match.1)), "\(name): \(match.1)")
      }
    }
  }

  @Test("every written page exists in every language and begins with its title")
  func pages() throws {
    let directory = try ResourceDirectory.find("web").appending(path: "Pages")
    let store = try PageStore(directory: directory, markdown: Markdown())
    #expect(store.slugs.count >= 16)
    for slug in store.slugs {
      for language in Language.allCases {
        #expect(store.page(slug, language)?.title.isEmpty == false)
      }
    }
  }

  @Test("the pages the frame and the front page lead to exist")
  func links() throws {
    let base = try ResourceDirectory.find("web")
    let store = try PageStore(
      directory: base.appending(path: "Pages"), markdown: Markdown())
    let sources = try TemplateLibrary.sources(base.appending(path: "Templates"))
    for (name, source) in sources {
      for match in source.matches(of: #/href="\/pages\/([a-z-]+)"/#) {
        #expect(store.page(String(match.1), .english) != nil, "\(name): \(match.1)")
      }
    }
  }

  @Test("Markdown lets no markup and no foreign scheme through")
  func markdown() {
    let html = Markdown().html("<script>x</script>\n\n[a](javascript:alert(1)) **b**")
    #expect(!html.contains("<script"))
    #expect(!html.contains("javascript:"))
    #expect(html.contains("<strong>b</strong>"))
    #expect(Markdown().html("# a", headingOffset: 1).contains("<h2>"))
  }
}
