import Hummingbird
import IdentityContract
import ProgressContract
import SwiftProtobuf

/// Learners' grades, for their tutors.
func addLearnerGradesRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/courses/:course/participants/:account/grades") { request, context in
    let visit = try context.requireVisit()
    let learner = try await learner(context, visit)
    let isSaved = try request.query()["done"] == "saved"
    let view = LearnerGradesView(
      model: LearnerGradesModel(
        learner, notice: isSaved ? visit.texts("web.decide.saved") : nil, visit.texts),
      participants: visit.texts("web.participants.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/courses/:course/participants/:account/grades/:activity") { _, context in
    let visit = try context.requireVisit()
    return try await form(
      try await learner(context, visit), context.parameter("activity"), sent: nil, FieldFaults(),
      visit, site)
  }
  router.post("/courses/:course/participants/:account/grades/:activity") { _, context in
    try await decide(context, site)
  }
}

private func learner(_ context: WebContext, _ visit: Visit) async throws -> LearnerGrades {
  let (course, account) = try (context.parameter("course"), context.parameter("account"))
  let answer = try await visit.gateway.call(
    .getLearnerReport,
    .with {
      $0.courseID = course
      $0.accountID = account
    })
  let names = try await names(of: Set(answer.changes.map(\.actorID)).union([account]), visit)
  return LearnerGrades(
    course: course, account: account, name: names[account] ?? visit.texts("web.decide.somebody"),
    answer: answer, actors: names)
}

/// All asked for at the same time; whose profile the reader may not see is not there.
private func names(of accounts: Set<String>, _ visit: Visit) async throws -> [String: String] {
  try await withThrowingTaskGroup(of: (String, String?).self) { group in
    for account in accounts {
      group.addTask { (account, try await name(of: account, visit)) }
    }
    return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
  }
}

/// Nil for somebody whose profile the reader may not see.
private func name(of account: String, _ visit: Visit) async throws -> String? {
  do {
    return try await visit.gateway.call(.showProfile, .with { $0.accountID = account }).name
  } catch let refusal as GatewayRefusal where refusal.status == 404 {
    return nil
  }
}

private func form(
  _ learner: LearnerGrades, _ activity: String, sent: Form?, _ faults: FieldFaults, _ visit: Visit,
  _ site: Site, status: Int = 200
) async throws -> Response {
  let found = zip(learner.answer.report.rows, learner.answer.decisions).first {
    $0.0.activityID == activity
  }
  guard let (row, decision) = found else {
    throw GatewayRefusal(status: 404, reason: "ACTIVITY_NOT_FOUND")
  }
  let view = LearnerGradeView(
    model: LearnerGradeModel(learner, row, decision, sent: sent, faults, visit.texts),
    participants: visit.texts("web.participants.title"), status: status)
  return try await site.respond(view, to: visit)
}

private func decide(_ context: WebContext, _ site: Site) async throws -> Response {
  let (visit, sent) = try (context.requireVisit(), context.form)
  let activity = try context.parameter("activity")
  let (course, account) = try (context.parameter("course"), context.parameter("account"))
  let points = GradeText.points(sent["grade"])
  guard points != nil || sent.value("grade") == nil else {
    let faults = FieldFaults("grade", visit.texts("web.decide.grade-wrong"))
    return try await form(
      try await learner(context, visit), activity, sent: sent, faults, visit, site, status: 422)
  }
  do {
    _ = try await visit.gateway.call(
      .decideGrade,
      .with {
        $0.courseID = course
        $0.accountID = account
        $0.activityID = activity
        $0.version = Int64(sent["version"]) ?? 0
        if let points { $0.grade = points }
        $0.locked = sent["locked"] == "1"
        $0.hidden = sent["hidden"] == "1"
        $0.excluded = sent["excluded"] == "1"
        $0.feedback = sent["feedback"]
        $0.reason = sent["reason"]
      })
    return seeOther(
      path: SiteURL.learnerGrades(course: course, account: account).path + "?done=saved")
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    return try await form(
      try await learner(context, visit), activity, sent: sent, FieldFaults(refusal, visit.texts),
      visit, site, status: refusal.status == 409 ? 409 : 422)
  }
}
