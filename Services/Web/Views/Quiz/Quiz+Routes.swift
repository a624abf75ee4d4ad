import Foundation
import GatewayContract
import Hummingbird
import ProgressContract
import SwiftProtobuf

/// Quizzes: the page before, the questions, the end, the review.
func addQuizRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/courses/:course/quizzes/:activity") { _, context in
    try await quiz(context, site)
  }
  router.post("/courses/:course/quizzes/:activity") { _, context in try await start(context) }
  router.get("/attempts/:attempt") { request, context in
    try await attempt(context, page: Int(request.query()["page"]) ?? 1, site)
  }
  router.post("/attempts/:attempt") { _, context in try await answer(context) }
  router.get("/attempts/:attempt/summary") { _, context in try await summary(context, site) }
  router.post("/attempts/:attempt/finish") { _, context in try await finish(context) }
}

private func quiz(_ context: WebContext, _ site: Site) async throws -> Response {
  let visit = try context.requireVisit()
  let (course, activity) = (try context.parameter("course"), try context.parameter("activity"))
  let page = try await visit.gateway.call(
    .listAttempts,
    .with {
      $0.courseID = course
      $0.activityID = activity
    })
  let model = QuizModel(page, course: course, activity: activity, texts: visit.texts)
  return try await site.respond(QuizView(model: model, courseID: course), to: visit)
}

private func start(_ context: WebContext) async throws -> Response {
  let (course, activity) = (try context.parameter("course"), try context.parameter("activity"))
  let answer = try await context.requireVisit().gateway.call(
    .startAttempt,
    .with {
      $0.courseID = course
      $0.activityID = activity
    })
  let next = answer.attempt.questions.firstIndex { $0.chosen.isEmpty } ?? 0
  return seeOther(.attempt(answer.attempt.id, page: next + 1))
}

private func shown(_ context: WebContext) async throws -> Clikc_Gateway_V1_GetAttemptPageResponse {
  let attempt = try context.parameter("attempt")
  return try await context.requireVisit().gateway.call(
    .getAttemptPage, .with { $0.attemptID = attempt })
}

private func attempt(_ context: WebContext, page: Int, _ site: Site) async throws -> Response {
  let visit = try context.requireVisit()
  let shown = try await shown(context)
  let course = shown.attempt.courseID
  guard !shown.attempt.finished else {
    let model = ReviewModel(shown, texts: visit.texts, markdown: site.markdown)
    return try await site.respond(ReviewView(model: model, courseID: course), to: visit)
  }
  guard
    let model = AttemptModel(shown, page: page, texts: visit.texts, markdown: site.markdown)
  else { throw PageFault.notFound }
  return try await site.respond(AttemptView(model: model, courseID: course), to: visit)
}

/// "Previous", "Next" and the steps: the answer on the page is kept first.
private func answer(_ context: WebContext) async throws -> Response {
  let form = context.form
  let attempt = try context.parameter("attempt")
  let chosen = form.all("option")
  let kept = Int64(form["sequence"]) ?? 0
  if !chosen.isEmpty || kept > 0 {
    _ = try await context.requireVisit().gateway.call(
      .saveAnswer,
      .with {
        $0.attemptID = attempt
        $0.questionID = form["question"]
        $0.chosen = chosen
        $0.sequence = AnswerSequence.next(after: kept, now: Date())
      })
  }
  guard let page = Int(form["go"]) else { return seeOther(.attemptSummary(attempt)) }
  return seeOther(.attempt(attempt, page: page))
}

private func summary(_ context: WebContext, _ site: Site) async throws -> Response {
  let visit = try context.requireVisit()
  let shown = try await shown(context)
  guard !shown.attempt.finished else { return seeOther(.attempt(shown.attempt.id)) }
  let view = AttemptSummaryView(
    model: AttemptSummaryModel(shown, texts: visit.texts),
    heading: visit.texts("web.quiz.before-finish"), courseID: shown.attempt.courseID)
  return try await site.respond(view, to: visit)
}

private func finish(_ context: WebContext) async throws -> Response {
  let attempt = try context.parameter("attempt")
  _ = try await context.requireVisit().gateway.call(
    .finishAttempt, .with { $0.attemptID = attempt })
  return seeOther(.attempt(attempt))
}

/// The order of the answers to one question: milliseconds since 1970, and always above the one kept,
/// whatever the clocks of the devices say.
enum AnswerSequence {
  static func next(after kept: Int64, now: Date) -> Int64 {
    max(kept + 1, Int64(now.timeIntervalSince1970 * 1000))
  }
}
