import IdentityContract
import Localization
import SwiftProtobuf

/// People, courses, certificates and policies in figures: of an administration, or of all.
struct ReportModel: Equatable, Sendable {
  /// Those that may be chosen; empty where there is no choice.
  let administrations: [Choice]
  let administers: Bool
  let people: [PeopleLine]
  let peopleFile: String
  let courses: [CourseLine]
  let hasCourses: Bool
  let coursesFile: String
  let policies: [PolicyLine]

  init(
    _ figures: ReportFigures, names: [Clikc_Identity_V1_AdministrationName],
    administration: String, _ texts: Texts
  ) {
    administrations = Choice.administrations(names, chosen: administration)
    administers = !administrations.isEmpty
    let counts = figures.people.counts
    let sum = counts.count > 1 ? [PeopleLine(sumOf: counts, texts)] : []
    people = counts.map { PeopleLine($0, texts) } + sum
    courses = CourseFigures.all(figures.learners, figures.certificates).map {
      CourseLine($0, texts)
    }
    hasCourses = !courses.isEmpty
    let codes = administration.isEmpty ? nil : Set(counts.map(\.code))
    policies = figures.policies.map { PolicyLine($0, of: codes, texts) }
    peopleFile = SiteURL.report("people.csv", administration: administration).path
    coursesFile = SiteURL.report("courses.csv", administration: administration).path
  }

  /// A part of a whole, drawn.
  struct Share: Equatable, Sendable {
    let part: String
    let whole: String
    let percent: String
    let complete: Bool

    /// None of nothing is no part.
    init(_ part: Int, of whole: Int, _ texts: Texts) {
      self.part = String(min(part, whole))
      self.whole = String(max(1, whole))
      percent = texts.wholePercent(whole == 0 ? 0 : min(1, Double(part) / Double(whole)))
      complete = whole > 0 && part >= whole
    }
  }

  /// The people of an administration, or of all.
  struct PeopleLine: Equatable, Sendable {
    let name: String
    /// Those who chose a password, of those who can log in.
    let begun: Share
    let active: String
    let waiting: String
    let suspended: String
    /// The accounts that count, and how many may be; nil where there is no limit.
    let places: String?
    let isSum: Bool
  }

  /// A course.
  struct CourseLine: Equatable, Sendable {
    let title: String
    let language: String
    let certified: Share
    let learners: String
    let valid: String
    let recent: String
    let ending: String
  }

  /// A document in force.
  struct PolicyLine: Equatable, Sendable {
    let title: String
    let report: String
    let accepted: Share
    let yes: String
    let people: String
  }
}

extension ReportModel.PeopleLine {
  init(_ count: Clikc_Identity_V1_PeopleCount, _ texts: Texts) {
    self.init(count, name: count.name(texts), isSum: false, texts)
  }

  /// Of all administrations together.
  init(sumOf counts: [Clikc_Identity_V1_PeopleCount], _ texts: Texts) {
    let sum = Clikc_Identity_V1_PeopleCount.with {
      for count in counts {
        $0.active += count.active
        $0.waiting += count.waiting
        $0.suspended += count.suspended
      }
    }
    self.init(sum, name: texts("web.reports.sum"), isSum: true, texts)
  }

  private init(
    _ count: Clikc_Identity_V1_PeopleCount, name: String, isSum: Bool, _ texts: Texts
  ) {
    self.name = name
    self.isSum = isSum
    let accounts = Int(count.active) + Int(count.waiting)
    begun = ReportModel.Share(Int(count.active), of: accounts, texts)
    active = texts.whole(Int(count.active))
    waiting = texts.whole(Int(count.waiting))
    suspended = texts.whole(Int(count.suspended))
    places =
      count.quota == 0
      ? nil
      : texts(
        "web.reports.places-of",
        ["accounts": texts.whole(accounts), "quota": texts.whole(Int(count.quota))])
  }
}

extension ReportModel.CourseLine {
  init(_ course: CourseFigures, _ texts: Texts) {
    title = course.title
    language = course.language
    certified = ReportModel.Share(Int(course.valid), of: Int(course.learners), texts)
    learners = texts.whole(Int(course.learners))
    valid = texts.whole(Int(course.valid))
    recent = texts.whole(Int(course.recent))
    ending = texts.whole(Int(course.ending))
  }
}

extension ReportModel.PolicyLine {
  /// Of the administrations of `codes`; of all where they are nil.
  init(
    _ report: Clikc_Identity_V1_GetPolicyReportResponse, of codes: Set<String>?, _ texts: Texts
  ) {
    let lines = report.lines.filter { codes?.contains($0.code) ?? true }
    let accepted = lines.reduce(0) { $0 + Int($1.accepted) }
    let asked = lines.reduce(0) { $0 + Int($1.people) }
    title = report.document.titles[texts.language.rawValue] ?? report.document.slug
    self.report = SiteURL.policyReport(report.document.slug).path
    self.accepted = ReportModel.Share(accepted, of: asked, texts)
    yes = texts.whole(accepted)
    people = texts.whole(asked)
  }
}

extension Clikc_Identity_V1_PeopleCount {
  /// The administration's name in the reader's language.
  func name(_ texts: Texts) -> String {
    code.isEmpty
      ? texts("web.policies.no-administration") : names[texts.language.rawValue] ?? code
  }
}

struct ReportView: View {
  static let template = "report"

  let model: ReportModel
  let title: String

  var screen: Screen { Screen(title: title) }
}
