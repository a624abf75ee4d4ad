import CatalogueContract
import GatewayContract
import Hummingbird
import ProgressContract
import SwiftProtobuf

/// The player: a slide, going on from it, answering its question, printing them all.
func addPlayerRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/courses/:course/lessons/:activity") { request, context in
    let query = try request.query()
    let asked = PlayerRequest(
      course: try context.parameter("course"), activity: try context.parameter("activity"),
      slide: query.value("slide"), panel: query.value("panel"))
    return try await player(asked, context.requireVisit(), site)
  }
  router.post("/courses/:course/lessons/:activity") { _, context in try await goOn(context) }
  router.post("/courses/:course/lessons/:activity/checks") { _, context in
    try await check(context)
  }
  router.get("/courses/:course/lessons/:activity/print") { _, context in
    let asked = PlayerRequest(
      course: try context.parameter("course"), activity: try context.parameter("activity"))
    return try await printout(asked, context.requireVisit(), site)
  }
}

private func lesson(
  _ request: PlayerRequest, _ visit: Visit
) async throws -> Clikc_Gateway_V1_GetPlayerResponse {
  try await visit.gateway.call(
    .getPlayer,
    .with {
      $0.courseID = request.course
      $0.activityID = request.activity
    })
}

private func player(
  _ request: PlayerRequest, _ visit: Visit, _ site: Site
) async throws -> Response {
  let page = try await lesson(request, visit)
  guard let model = PlayerModel(page, request, texts: visit.texts, markdown: site.markdown) else {
    throw PageFault.notFound
  }
  return try await site.respond(PlayerView(model: model), to: visit)
}

/// "Previous", "Next" and "Quit": the slide left and the slide entered count as seen.
private func goOn(_ context: WebContext) async throws -> Response {
  let visit = try context.requireVisit()
  let (course, activity) = (try context.parameter("course"), try context.parameter("activity"))
  let (left, target) = (try context.form.slide("from"), try context.form.slide("to"))
  for slide in [left, target].compactMap({ $0 }) {
    _ = try await visit.gateway.call(
      .visitSlide,
      .with {
        $0.courseID = course
        $0.activityID = activity
        $0.slide = slide
      })
  }
  guard let target else { return seeOther(.course(course)) }
  return seeOther(.lesson(course: course, activity: activity, slide: target))
}

private func check(_ context: WebContext) async throws -> Response {
  let visit = try context.requireVisit()
  let (course, activity) = (try context.parameter("course"), try context.parameter("activity"))
  let slide = try context.form.slide("slide")
  _ = try await visit.gateway.call(
    .checkAnswer,
    .with {
      $0.courseID = course
      $0.activityID = activity
      $0.questionID = context.form["question"]
      $0.chosen = context.form.all("option")
    })
  return seeOther(.lesson(course: course, activity: activity, slide: slide))
}

extension Form {
  /// A slide's code, nil when there is none. What is no code makes the form a broken one before any of it
  /// is carried out.
  fileprivate func slide(_ field: String) throws(PageFault) -> String? {
    guard let code = value(field) else { return nil }
    let isCode = code.utf8.count <= 64 && code.wholeMatch(of: #/[a-z0-9][a-z0-9-]*/#) != nil
    guard isCode else { throw .brokenForm }
    return code
  }
}

private func printout(
  _ request: PlayerRequest, _ visit: Visit, _ site: Site
) async throws -> Response {
  let page = try await lesson(request, visit)
  let model = PrintModel(
    title: page.content.title, courseTitle: page.content.courseTitle,
    language: page.content.language, direction: contentDirection(page.content.language),
    back: request.address(of: nil),
    slides: LessonSlides(page.content.lesson).slides.map {
      SlideModel($0, page, markdown: site.markdown, texts: visit.texts)
    })
  return try await site.respond(PrintView(model: model), to: visit)
}
