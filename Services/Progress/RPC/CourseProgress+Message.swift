import Foundation
import ProgressContract
import ProgressDomain
import SwiftProtobuf

extension Clikc_Progress_V1_CourseProgress {
  /// `brief` leaves the lines out.
  init(_ progress: CourseProgress, brief: Bool = false) {
    self = .with {
      $0.courseID = progress.courseID.text
      if let fraction = progress.fraction { $0.fraction = fraction }
      if !brief { $0.activities = progress.lines.map(Clikc_Progress_V1_ActivityProgress.init) }
      $0.completed = progress.completedAt != nil
      if let time = progress.completedAt { $0.completedAt = .init(date: time) }
      $0.newMaterial = progress.hasNewMaterial
      if let next = progress.next {
        $0.next = .with {
          $0.activityID = next.activity.id.text
          $0.title = next.activity.title
          if case .quiz = next.activity.content { $0.quiz = true }
        }
      }
    }
  }
}

extension Clikc_Progress_V1_ActivityProgress {
  init(_ line: CourseProgress.Line) {
    self = .with {
      $0.activityID = line.activity.id.text
      $0.title = line.activity.title
      $0.status = .init(line.status)
      $0.slidesSeen = Int32(line.slidesSeen)
      $0.checksAnswered = Int32(line.checksAnswered)
      $0.attempts = Int32(line.attempts)
      if let best = line.best { $0.best = best }
      if let time = line.completedAt { $0.completedAt = .init(date: time) }
      switch line.activity.content {
      case .lesson(let lesson):
        $0.slides = Int32(lesson.slides.count)
        $0.checks = Int32(lesson.checks.count)
      case .quiz(let quiz):
        $0.quiz = true
        $0.passMark = quiz.passMark
        $0.attemptsAllowed = Int32(quiz.attemptsAllowed)
      }
    }
  }
}

extension Clikc_Progress_V1_ActivityStatus {
  init(_ status: ActivityStatus) {
    self =
      switch status {
      case .notStarted: .notStarted
      case .started: .started
      case .completed: .completed
      case .failed: .failed
      }
  }
}

extension UUID {
  /// As ids stand on the wire: in lower case.
  var text: String { self.uuidString.lowercased() }
}
