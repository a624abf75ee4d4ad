import Foundation
import IdentityContract
import Localization
import Testing

@testable import web

@Suite("The way through the pages of a list")
struct PageTrailTests {
  @Test("leads from any page back to the one before, as far as the first")
  func back() throws {
    var filter = PeopleFilter()
    filter.search = "diallo"
    var passed: [PeopleFilter] = []
    for number in 2...8 {
      passed.append(filter)
      filter = try Self.read(filter.following("page-\(number)"))
    }
    #expect(filter.page == "page-8" && filter.request.pageToken == "page-8")
    while let before = passed.popLast() {
      filter = try Self.read(try #require(filter.preceding))
      #expect(filter == before)
    }
    #expect(filter.page.isEmpty && filter.preceding == nil)
  }

  @Test("forgets the oldest pages before the address becomes too long for servers")
  func long() throws {
    var filter = PeopleFilter()
    let token = String(repeating: "t", count: 44)
    for _ in 1...500 { filter = filter.following(token) }
    #expect(SiteURL.people(filter).path.utf8.count < 6200)
    var steps = 0
    while let before = filter.preceding {
      filter = before
      steps += 1
    }
    #expect(steps > 120 && filter.page == token)
  }

  @Test("is not known on a page whose address does not tell it; then the first page is offered")
  func unknown() throws {
    let texts = try Texts(productTexts(), .english)
    for before in ["", String(repeating: "x", count: PageTrail.longest + 1)] {
      var filter = PeopleFilter()
      filter.page = "page-3"
      filter.trail = PageTrail(before)
      let model = PeopleModel(.init(), invitations: [], filter: filter, texts)
      #expect(model.pages?.previous == nil && model.pages?.first == "/people")
    }
    let model = PeopleModel(.init(), invitations: [], filter: PeopleFilter(), texts)
    #expect(model.pages == nil)
  }

  /// What a page is asked for by the address of a link.
  private static func read(_ filter: PeopleFilter) throws -> PeopleFilter {
    let address = SiteURL.people(filter).path
    let query = address.split(separator: "?").dropFirst().joined()
    return PeopleFilter(try #require(Form(query.utf8)))
  }
}
