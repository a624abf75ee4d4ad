import Foundation
import Localization
import ProgressContract

/// The form that decides about one grade of a learner.
struct LearnerGradeModel: Equatable, Sendable {
  let name: String
  let course: String
  let courseTitle: String
  let language: String
  let item: String
  let range: String
  /// What stands now.
  let now: String
  let address: String
  let back: String
  let version: String
  let grade: String
  let locked: Bool
  let hidden: Bool
  let excluded: Bool
  let feedback: String
  let reason: String
  let fault: String?
  let gradeFault: String?
  let feedbackFault: String?
  let reasonFault: String?

  /// With what was sent, else with what stands.
  init(
    _ learner: LearnerGrades, _ row: Clikc_Progress_V1_GradeRow,
    _ decision: Clikc_Progress_V1_GradeDecision, sent: Form?, _ faults: FieldFaults,
    _ texts: Texts
  ) {
    name = learner.name
    course = learner.course
    courseTitle = learner.answer.report.courseTitle
    language = learner.answer.report.language
    item = row.title
    range = texts.grades.range(row.maximum)
    now = texts.grades.points(row.hasGrade ? row.grade : nil)
    address =
      SiteURL.learnerGrade(
        course: learner.course, account: learner.account, activity: row.activityID
      ).path
    back = SiteURL.learnerGrades(course: learner.course, account: learner.account).path
    version = String(decision.version)
    grade = sent?["grade"] ?? (decision.hasGrade ? texts.grades.short(decision.grade) : "")
    locked = sent.map { $0["locked"] == "1" } ?? decision.locked
    hidden = sent.map { $0["hidden"] == "1" } ?? decision.hidden
    excluded = sent.map { $0["excluded"] == "1" } ?? decision.excluded
    feedback = sent?["feedback"] ?? decision.feedback
    reason = sent?["reason"] ?? ""
    fault = faults.form
    gradeFault = faults["grade"]
    feedbackFault = faults["feedback"]
    reasonFault = faults["reason"]
  }
}

/// Grades as people write them.
enum GradeText {
  /// Points as people type them: any of our languages' digits and decimal signs.
  static func points(_ text: String) -> Double? {
    let plain = text.filter { !$0.isWhitespace }.map { character -> String in
      if let digit = character.wholeNumberValue, (0...9).contains(digit) { return String(digit) }
      return character == "," || character == "\u{066B}" ? "." : String(character)
    }
    return Double(plain.joined())
  }
}

struct LearnerGradeView: View {
  static let template = "learner-grade"

  let model: LearnerGradeModel
  let participants: String
  var status = 200

  var screen: Screen {
    var screen = Screen(
      title: "\(model.item) - \(model.name)", of: model.name, participants: participants,
      course: .init(
        id: model.course, title: model.courseTitle, language: model.language,
        current: .participants))
    screen.status = status
    return screen
  }
}
