internal import CatalogueContract
internal import GRPCCore
internal import GatewayContract
internal import ProgressContract
internal import SwiftProtobuf

extension Pages {
  /// What the player shows. A question's answer is asked for only once Progress says it was answered.
  func getPlayer(
    _ request: Clikc_Gateway_V1_GetPlayerRequest
  ) async throws -> Clikc_Gateway_V1_GetPlayerResponse {
    async let lesson = self.callees.courses.getLesson(
      .with {
        $0.courseID = request.courseID
        $0.activityID = request.activityID
      })
    async let reached = absent(on: .permissionDenied) {
      try await self.callees.lessons.getLessonState(
        .with {
          $0.courseID = request.courseID
          $0.activityID = request.activityID
        })
    }
    var response = Clikc_Gateway_V1_GetPlayerResponse()
    response.content = try await lesson
    guard let state = try await reached?.state else { return response }
    response.state = state
    response.answered = try await self.answers(
      courseID: request.courseID, activityID: request.activityID,
      questionIDs: state.checks.map(\.questionID))
    return response
  }

  /// Answers a check question, then tells why.
  func checkAnswer(
    _ request: Clikc_Gateway_V1_CheckAnswerRequest
  ) async throws -> Clikc_Gateway_V1_CheckAnswerResponse {
    let checked = try await self.callees.lessons.answerCheck(
      .with {
        $0.courseID = request.courseID
        $0.activityID = request.activityID
        $0.questionID = request.questionID
        $0.chosen = request.chosen
      })
    let questions = try await self.answers(
      courseID: request.courseID, activityID: request.activityID,
      questionIDs: [request.questionID])
    return .with {
      $0.answer = checked.answer
      $0.state = checked.state
      if let question = questions.first { $0.question = question }
    }
  }

  /// An attempt with the texts of its questions; with what is right only when it is finished.
  func getAttemptPage(
    _ request: Clikc_Gateway_V1_GetAttemptPageRequest
  ) async throws -> Clikc_Gateway_V1_GetAttemptPageResponse {
    let attempt = try await self.callees.quizzes.getAttempt(
      .with { $0.attemptID = request.attemptID }
    ).attempt
    let texts = try await self.callees.courses.getQuestions(
      .with {
        $0.courseID = attempt.courseID
        $0.activityID = attempt.activityID
        $0.questionIds = attempt.questions.map(\.questionID)
        $0.withAnswers = attempt.finished
      })
    return .with {
      $0.attempt = attempt
      $0.questions = texts.questions
      $0.title = texts.title
      $0.courseTitle = texts.courseTitle
      $0.language = texts.language
    }
  }

  private func answers(
    courseID: String, activityID: String, questionIDs: [String]
  ) async throws -> [Clikc_Catalogue_V1_Question] {
    guard !questionIDs.isEmpty else { return [] }
    return try await self.callees.courses.getQuestions(
      .with {
        $0.courseID = courseID
        $0.activityID = activityID
        $0.questionIds = questionIDs
        $0.withAnswers = true
      }
    ).questions
  }
}
