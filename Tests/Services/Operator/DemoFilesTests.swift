import CatalogueContract
import CatalogueDomain
import Foundation
import Testing

@testable import catalogue
@testable import clikcctl

@Suite("The demo that ships")
struct DemoFilesTests {
  private var site: DemoSite {
    get throws { try DemoSite(repository.appending(path: "compose/demo")) }
  }

  @Test("every course passes the catalogue's inspection")
  func courses() throws {
    let courses = try self.site.courses
    #expect(!courses.isEmpty)
    for course in courses {
      let faults = CourseInspection.faults(
        of: CourseDocument(course.document), at: course.document.code)
      #expect(faults.isEmpty, "\(faults)")
    }
  }

  @Test("every category passes, lies in one named before, and holds each course named")
  func categories() throws {
    let site = try self.site
    var known: Set<String> = [""]
    for category in site.categories {
      let faults = CategoryInspection.faults(
        code: category.code, parentCode: category.parentCode, titles: category.titles,
        language: category.language, position: Int(category.position))
      #expect(faults.isEmpty, "\(faults)")
      #expect(known.contains(category.parentCode))
      known.insert(category.code)
    }
    #expect(Set(site.courses.map(\.document.categoryCode)).isSubset(of: known))
  }

  @Test("everybody has a part, and is enrolled in courses there are")
  func people() throws {
    let site = try self.site
    let codes = Set(site.courses.map(\.document.code))
    for part in DemoRecord.Part.allCases {
      let person = try #require(site.people[part])
      #expect(codes.isSuperset(of: person.courses))
    }
    #expect(site.policy.keys.sorted() == ["ar", "en", "es", "fr", "pt"])
  }
}
