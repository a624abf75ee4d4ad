import Foundation
import ProgressContract
import ProgressDomain
import SwiftProtobuf

extension Clikc_Progress_V1_Attempt {
  /// An attempt; what its answers are worth and what is right is told once it is finished.
  init(_ record: AttemptRecord) throws {
    self = try .with {
      $0.id = record.id.text
      $0.courseID = record.courseID.text
      $0.activityID = record.activityID.text
      $0.number = Int32(record.number)
      $0.finished = record.finishedAt != nil
      if let score = record.attempt.score { $0.score = score }
      $0.passed = record.isPassed
      $0.passMark = record.passMark
      $0.startedAt = .init(date: record.startedAt)
      if let time = record.finishedAt { $0.finishedAt = .init(date: time) }
      $0.courseVersion = record.courseVersion
      $0.questions = try record.attempt.questions.map { question in
        let answer = record.attempt.answers[question.id]
        var message = Clikc_Progress_V1_AttemptQuestion(question, answer)
        if record.finishedAt != nil {
          message.score = try record.attempt.worth(of: question).part
          message.right = question.right
        }
        return message
      }
    }
  }
}

extension Clikc_Progress_V1_AttemptQuestion {
  /// A question of an open attempt.
  init(_ question: Question, _ answer: SavedAnswer?) {
    self = .with {
      $0.questionID = question.id
      $0.options = question.options.map(\.id)
      $0.chosen = question.options.map(\.id).filter { answer?.chosen.contains($0) ?? false }
      $0.sequence = Int64(answer?.sequence ?? 0)
    }
  }
}
