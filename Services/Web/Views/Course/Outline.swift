import CatalogueContract
import Foundation
import GatewayContract
import Localization
import ProgressContract
import SwiftProtobuf

typealias OutlineAnswer = Clikc_Gateway_V1_GetOutlineResponse

/// What the pages of one course need to know.
struct CourseQuery: Sendable {
  let course: String

  func callAsFunction(_ gateway: SessionGateway) async throws -> OutlineAnswer {
    try await gateway.call(.getOutline, .with { $0.courseID = course })
  }
}

/// A course's outline.
struct OutlineModel: Equatable, Sendable {
  let id: String
  let title: String
  let language: String
  let direction: String
  /// Safe HTML.
  let introduction: String
  let objectives: [String]
  let picture: String?
  let pictureText: String
  let bar: ProgressBar?
  let activities: [Row]
  /// Where to go on.
  let next: Link?
  let certificate: Certificate
  let newMaterial: Bool

  /// A module with its tick box; the box is left out for who is not enrolled.
  struct Row: Equatable, Sendable {
    let title: String
    let address: String
    let isQuiz: Bool
    let tracked: Bool
    let completed: Bool
    let status: String
    let why: String?
  }

  /// A link with its words.
  struct Link: Equatable, Sendable {
    let title: String
    let address: String
  }

  /// The section "Certificate": a link once it is issued, else why there is none.
  struct Certificate: Equatable, Sendable {
    let address: String?
    let text: String?
  }
}

extension OutlineModel {
  init(
    _ answer: Clikc_Gateway_V1_GetOutlineResponse, _ texts: Texts, markdown: Markdown
  ) {
    let course = answer.course
    let lines = Dictionary(
      answer.progress.activities.map {
        ($0.activityID, ActivityLine($0, course: course.id, texts))
      }
    ) { first, _ in first }
    id = course.id
    title = course.title
    language = course.language
    direction = (Language(rawValue: course.language) ?? .english).direction.rawValue
    introduction = markdown.html(course.introduction, headingOffset: 1)
    objectives = course.objectives
    picture = course.pictureDigest.isEmpty ? nil : SiteURL.blob(course.pictureDigest).path
    pictureText = course.pictureText
    bar = answer.hasProgress ? ProgressBar(answer.progress, texts) : nil
    activities = course.activities.map { Row($0, lines[$0.id], course: course.id) }
    next = Self.next(answer, texts)
    certificate = Self.certificate(answer, texts)
    newMaterial = answer.progress.newMaterial
  }

  private static func next(
    _ answer: Clikc_Gateway_V1_GetOutlineResponse, _ texts: Texts
  ) -> Link? {
    let open = answer.progress.activities.first { $0.status != .completed }
    guard let open else { return nil }
    let begun = answer.progress.activities.contains { $0.status != .notStarted }
    let line = ActivityLine(open, course: answer.course.id, texts)
    return Link(
      title: texts(
        begun ? "web.outline.go-on" : "web.outline.start", ["title": line.title]),
      address: line.address)
  }

  private static func certificate(
    _ answer: Clikc_Gateway_V1_GetOutlineResponse, _ texts: Texts
  ) -> Certificate {
    if answer.hasCertificate {
      return Certificate(address: SiteURL.certificate(answer.course.id).path, text: nil)
    }
    guard answer.course.certificate else {
      return Certificate(address: nil, text: texts("web.outline.certificate-never"))
    }
    if answer.progress.completed {
      return Certificate(address: nil, text: texts("web.outline.certificate-soon"))
    }
    let needed = answer.course.activities.map(\.passMark).max() ?? 0
    return Certificate(
      address: nil,
      text: texts("web.outline.certificate-later", ["needed": texts.wholePercent(needed)]))
  }
}

extension OutlineModel.Row {
  init(_ activity: Clikc_Catalogue_V1_Activity, _ line: ActivityLine?, course: String) {
    isQuiz = activity.kind == .quiz
    title = activity.title
    address =
      isQuiz
      ? SiteURL.quiz(course: course, activity: activity.id).path
      : SiteURL.lesson(course: course, activity: activity.id).path
    tracked = line != nil
    completed = line?.completed ?? false
    status = line?.status ?? ""
    why = line?.why
  }
}

struct OutlineView: View {
  static let template = "outline"

  let model: OutlineModel
  let home: String

  var screen: Screen {
    var screen = Screen(title: model.title)
    screen.trail = [
      .init(home, .dashboard()), .init(model.title, language: model.language),
    ]
    screen.course = .init(
      id: model.id, title: model.title, language: model.language, current: .course)
    return screen
  }
}
