import Foundation
import ProgressContract
import SwiftProtobuf

/// An activity with how far it is, why, and where to go on.
struct ActivityLine: Equatable, Sendable {
  let title: String
  let address: String
  let isQuiz: Bool
  let completed: Bool
  /// "Completed" or "Not Completed".
  let status: String
  /// Why that is, with what is needed; nil when nothing is known.
  let why: String?

  init(_ activity: Clikc_Progress_V1_ActivityProgress, course: String, _ texts: Texts) {
    title = activity.title
    isQuiz = activity.quiz
    address =
      activity.quiz
      ? SiteURL.quiz(course: course, activity: activity.activityID).path
      : SiteURL.lesson(course: course, activity: activity.activityID).path
    completed = activity.status == .completed
    status = texts(completed ? "web.status.completed" : "web.status.not-completed")
    why = activity.quiz ? Self.quiz(activity, texts) : Self.lesson(activity, texts)
  }

  private static func lesson(
    _ activity: Clikc_Progress_V1_ActivityProgress, _ texts: Texts
  ) -> String {
    if activity.status == .completed {
      return activity.hasCompletedAt
        ? texts("web.why.completed-on", ["day": texts.day(activity.completedAt.date)])
        : texts("web.status.completed")
    }
    guard activity.slidesSeen > 0 || activity.checksAnswered > 0 else {
      return texts("web.why.lesson-new")
    }
    let counts = [
      "seen": activity.slidesSeen, "slides": activity.slides,
      "answered": activity.checksAnswered, "checks": activity.checks,
    ].mapValues { texts.number(Double($0), digits: 0) }
    return texts(activity.checks > 0 ? "web.why.lesson-checks" : "web.why.lesson-open", counts)
  }

  private static func quiz(
    _ activity: Clikc_Progress_V1_ActivityProgress, _ texts: Texts
  ) -> String {
    let needed = texts.wholePercent(activity.passMark)
    if activity.hasBest {
      let best = texts(
        "web.why.passed",
        [
          "best": texts.wholePercent(activity.best), "needed": needed,
        ])
      return activity.status == .completed ? best : withLeft(best, activity, texts)
    }
    let key = activity.attempts > 0 ? "web.why.quiz-open" : "web.why.quiz-new"
    return withLeft(texts(key, ["needed": needed]), activity, texts)
  }

  /// Adds how many attempts are left, where they are limited.
  private static func withLeft(
    _ why: String, _ activity: Clikc_Progress_V1_ActivityProgress, _ texts: Texts
  ) -> String {
    guard activity.attemptsAllowed > 0 else { return why }
    let left = max(0, Int(activity.attemptsAllowed) - Int(activity.attempts))
    return texts(
      "web.why.with-left",
      [
        "why": why, "left": texts.plural("web.attempts-left", left),
      ])
  }
}

/// A part of a whole as a bar and in words.
struct ProgressBar: Equatable, Sendable {
  /// 0 to 100.
  let value: Int
  let text: String
  let done: Bool

  /// Nil when nothing is tracked.
  init?(_ progress: Clikc_Progress_V1_CourseProgress?, _ texts: Texts) {
    guard let progress, progress.hasFraction else { return nil }
    value = Int((progress.fraction * 100 + 1e-9).rounded(.down))
    text = texts.wholePercent(progress.fraction)
    done = progress.completed
  }
}

extension ProgressBar: TemplateModel {
  var fields: [String: Any?] { ["value": value, "text": text, "done": done] }
}
