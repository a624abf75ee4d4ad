import CatalogueContract
import IdentityContract
import Localization
import NotificationContract
import SwiftProtobuf
import Testing

@testable import web

@Suite("The reports of those who look after people")
struct ReportTests {
  private let texts: Texts

  init() throws { texts = Texts(try TestSite().site.catalogue, .english) }

  private static let kenya = Clikc_Identity_V1_PeopleCount.with {
    $0.administrationID = "1"
    $0.code = "KE"
    $0.names = ["en": "Kenya"]
    $0.quota = 10
    $0.active = 3
    $0.waiting = 1
    $0.suspended = 7
  }
  private static let nowhere = Clikc_Identity_V1_PeopleCount.with { $0.active = 1_000_000 }

  private func model(
    _ counts: [Clikc_Identity_V1_PeopleCount], administration: String = ""
  ) -> ReportModel {
    let figures = ReportFigures(
      people: .with { $0.counts = counts },
      learners: .with {
        $0.courses = [
          .with {
            $0.courseID = "a"
            $0.title = "Risk"
            $0.language = "en"
            $0.learners = 4
          }
        ]
      },
      certificates: .with {
        $0.courses = [("b", "Origin", 2), ("a", "Risk", 5)].map { course, title, valid in
          .with {
            $0.courseID = course
            $0.title = title
            $0.valid = Int32(valid)
            $0.ending = 1
          }
        }
      },
      policies: [
        .with {
          $0.document.slug = "site-policy"
          $0.document.titles = ["en": "Site policy"]
          $0.lines = [("KE", 4, 3), ("SN", 6, 0)].map { code, people, accepted in
            .with {
              $0.code = code
              $0.people = Int32(people)
              $0.accepted = Int32(accepted)
            }
          }
        }
      ])
    return ReportModel(figures, names: [], administration: administration, texts)
  }

  @Test("people are drawn as the part that has begun of those who can log in, with their places")
  func people() {
    let line = model([Self.kenya]).people
    #expect(line.count == 1, "one needs no sum")
    #expect(line[0].name == "Kenya" && line[0].places == "4 of 10")
    #expect(
      (line[0].begun.part, line[0].begun.whole, line[0].begun.percent) == ("3", "4", "75\u{A0}%"))
    #expect(line[0].suspended == "7" && !line[0].begun.complete)
  }

  @Test("several administrations have a sum, and those without one a name")
  func sum() {
    let lines = model([Self.kenya, Self.nowhere]).people
    #expect(lines.map(\.name) == ["Kenya", "Without an administration", "All together"])
    #expect(lines.map(\.isSum) == [false, false, true])
    #expect(lines[2].active == "1\u{202F}000\u{202F}003" && lines[2].places == nil)
  }

  @Test("courses are those with learners, then those of which only certificates are left")
  func courses() {
    let lines = model([Self.kenya]).courses
    #expect(lines.map(\.title) == ["Risk", "Origin"])
    #expect(lines[0].certified.part == "4" && lines[0].certified.complete, "no more than all")
    #expect(lines[1].learners == "0" && lines[1].certified.percent == "0\u{A0}%")
    #expect(lines.map(\.ending) == ["1", "1"])
  }

  @Test("policies count all administrations, or the chosen one")
  func policies() {
    let all = model([Self.kenya]).policies[0]
    #expect((all.yes, all.people, all.accepted.percent) == ("3", "10", "30\u{A0}%"))
    let one = model([Self.kenya], administration: "1").policies[0]
    #expect((one.yes, one.people, one.title) == ("3", "4", "Site policy"))
  }
}
