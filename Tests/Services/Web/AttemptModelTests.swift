import CatalogueContract
import Foundation
import GatewayContract
import Localization
import ProgressContract
import SwiftProtobuf
import Testing

@testable import web

@Suite("The quiz")
struct AttemptModelTests {
  private let texts: Texts

  init() throws { texts = try Texts(productTexts(), .english) }

  @Test("shows a question with its options in the attempt's order and what was chosen")
  func question() throws {
    let model = try #require(open(page: 2))
    #expect(model.question.options.map(\.id) == ["b", "a"])
    #expect(model.question.options.map(\.chosen) == [true, false])
    #expect(model.position == "Question 2 of 2")
    #expect(model.isLast)
    #expect(model.saveAddress == "/api/v1/attempts/t/answers/q2")
  }

  @Test("has no page beyond its questions", arguments: [0, -1, 3])
  func beyond(_ page: Int) {
    #expect(open(page: page) == nil)
  }

  @Test("counts before the end what has no answer")
  func summary() {
    let summary = AttemptSummaryModel(shown(), texts: texts)
    #expect(summary.missing == "1 question has no answer.")
    #expect(summary.steps.map(\.answered) == [false, true])
  }

  @Test("tells in the review what was right, what was chosen, and how far it is to the pass mark")
  func review() throws {
    let review = ReviewModel(shown(finished: true), texts: texts, markdown: Markdown())
    #expect(review.verdict == "Not passed yet: 50 %, needs 70 %.".nonBreaking)
    let second = try #require(review.questions.last)
    #expect(second.answers.map(\.mark) == ["right", ""])
    #expect(second.answers.first?.feedback == "About b")
    #expect(review.questions.first?.answers.map(\.mark) == ["", "right"])
  }

  @Test("orders answers above the one kept, whatever the clock says")
  func sequence() {
    let now = Date(timeIntervalSince1970: 1000)
    #expect(AnswerSequence.next(after: 0, now: now) == 1_000_000)
    #expect(AnswerSequence.next(after: 5_000_000, now: now) == 5_000_001)
  }

  private func open(page: Int) -> AttemptModel? {
    AttemptModel(shown(), page: page, texts: texts, markdown: Markdown())
  }

  /// Two questions; the second is answered, rightly, with b.
  private func shown(finished: Bool = false) -> Clikc_Gateway_V1_GetAttemptPageResponse {
    .with {
      $0.language = "en"
      $0.attempt = .with {
        $0.id = "t"
        $0.finished = finished
        $0.passMark = 0.7
        $0.questions = ["q1", "q2"].map { id in
          .with {
            $0.questionID = id
            $0.options = id == "q1" ? ["a", "b"] : ["b", "a"]
            $0.chosen = id == "q2" ? ["b"] : []
            $0.score = id == "q2" ? 1 : 0
            $0.right = finished ? ["b"] : []
          }
        }
        if finished { $0.score = 0.5 }
      }
      $0.questions = ["q1", "q2"].map { id in
        .with {
          $0.id = id
          $0.options = ["a", "b"].map { option in
            .with {
              $0.id = option
              $0.text = option
              $0.feedback = "About \(option)"
            }
          }
        }
      }
    }
  }
}

extension String {
  /// The same with the space before each per cent sign as pages write it.
  fileprivate var nonBreaking: String { replacingOccurrences(of: " %", with: "\u{A0}%") }
}
