import Foundation
import ProgressContract
import SwiftProtobuf

/// A learner's report as the tutor sees it, with the way to each decision and the history.
struct LearnerGradesModel: Equatable, Sendable {
  let name: String
  let course: String
  let courseTitle: String
  let language: String
  let rows: [Row]
  let total: GradeReportModel.Row
  let totalSum: GradeSum
  let changes: [Change]
  let notice: String?

  /// An item with what stands about it.
  struct Row: Equatable, Sendable {
    let row: GradeReportModel.Row
    let address: String
    let label: String
    /// "Locked", "Hidden from the learner".
    let marks: [String]
  }

  /// A line of the history.
  struct Change: Equatable, Sendable {
    let item: String
    let when: String
    let who: String
    let from: String
    let to: String
    let reason: String
  }

  init(_ learner: LearnerGrades, notice: String?, _ texts: Texts) {
    let answer = learner.answer
    let report = GradeReportModel(answer.report, course: learner.course, texts)
    name = learner.name
    course = learner.course
    courseTitle = answer.report.courseTitle
    language = answer.report.language
    total = report.total
    totalSum = report.totalSum
    rows = zip(report.rows, answer.decisions).map { row, decision in
      Row(
        row: row,
        address: SiteURL.learnerGrade(
          course: learner.course, account: learner.account, activity: decision.activityID
        ).path, label: texts("web.decide.change-one", ["item": row.title]),
        marks: Self.marks(locked: decision.locked, hidden: decision.hidden, texts))
    }
    changes = answer.changes.map { Change($0, learner, texts) }
    self.notice = notice
  }

  static func marks(locked: Bool, hidden: Bool, _ texts: Texts) -> [String] {
    [(locked, "web.decide.is-locked"), (hidden, "web.decide.is-hidden")]
      .filter(\.0).map { texts($0.1) }
  }
}

extension LearnerGradesModel.Change {
  init(_ change: Clikc_Progress_V1_GradeChange, _ learner: LearnerGrades, _ texts: Texts) {
    item = learner.answer.report.rows.first { $0.activityID == change.activityID }?.title ?? "-"
    when = texts.moment(change.changedAt.date)
    who = learner.actors[change.actorID] ?? texts("web.decide.somebody")
    from = Self.words(change.before, texts)
    to = Self.words(change.after, texts)
    reason = change.reason
  }

  /// "0.70, set by a tutor, locked".
  private static func words(_ state: Clikc_Progress_V1_GradeState, _ texts: Texts) -> String {
    let flags = [
      (state.setByTutor, "web.grades.by-tutor"), (state.locked, "web.decide.is-locked"),
      (state.hidden, "web.decide.is-hidden"), (state.excluded, "web.decide.is-excluded"),
    ]
    let grade = state.hasGrade ? texts.number(state.grade, digits: 2) : "-"
    let said = state.feedback.isEmpty ? [] : ["“\(state.feedback)”"]
    return ([grade] + flags.filter(\.0).map { texts($0.1) } + said)
      .joined(separator: texts("web.comma"))
  }
}

/// A learner's report with the names that belong to it.
struct LearnerGrades: Sendable {
  let course: String
  let account: String
  let name: String
  let answer: Clikc_Progress_V1_GetLearnerReportResponse
  /// Names of those who decided, by account; who is not visible to the reader is not there.
  let actors: [String: String]
}

struct LearnerGradesView: View {
  static let template = "learner-grades"

  let model: LearnerGradesModel
  let participants: String

  var screen: Screen {
    Screen(
      title: "\(model.name) - \(model.courseTitle)", of: model.name, participants: participants,
      course: .init(
        id: model.course, title: model.courseTitle, language: model.language,
        current: .participants))
  }
}

extension Screen {
  /// A page about one participant of a course.
  init(title: String, of participant: String, participants: String, course: CourseMenu) {
    self.init(title: title)
    trail = [
      .init(course.title, .course(course.id), language: course.language),
      .init(participants, .participants(course.id)), .init(participant),
    ]
    self.course = course
  }
}
