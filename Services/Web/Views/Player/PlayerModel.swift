import CatalogueContract
import Foundation
import GatewayContract
import ProgressContract

/// The player on one slide, ready to show.
struct PlayerModel: Sendable {
  let lessonTitle: String
  /// Language and direction of the content, whatever those of the page.
  let language: String
  let direction: String
  let chapters: [Chapter]
  let slide: SlideModel
  /// "Slide 3 of 10".
  let position: String
  /// The slide before and after; nil at the ends.
  let previous: String?
  let next: String?
  let addresses: Addresses
  /// Safe HTML; nil when the lesson has no introduction.
  let introduction: String?
  let glossary: [Entry]
  let hasGlossary: Bool
  /// Which panel stands open, when the page came without scripts: each is true or false.
  let panels: Panels
  /// What is said on the last slide about what is done and what is missing; nil on the others.
  let ending: Ending?

  /// A chapter of the menu on top.
  struct Chapter: Sendable {
    let number: Int
    let title: String
    let address: String
    let current: Bool
    let seen: Bool
  }

  /// A term of the glossary.
  struct Entry: Sendable {
    let term: String
    let definition: String
  }

  /// Where the player's buttons lead.
  struct Addresses: Sendable {
    let lesson: String
    let check: String
    let print: String
    let glossary: String
    let instructions: String
    let introduction: String
    let closed: String
  }

  /// Panels that stand open.
  struct Panels: Sendable {
    let glossary: Bool
    let instructions: Bool
    let introduction: Bool
  }

  /// What is missing at the end.
  struct Ending: Sendable {
    let complete: Bool
    let unseen: [Step]
    let hasUnseen: Bool
    let unanswered: [Step]
    let hasUnanswered: Bool
  }

  /// A slide to go back to.
  struct Step: Sendable {
    let title: String
    let address: String
  }
}

/// What a player page is asked for.
struct PlayerRequest: Sendable {
  let course: String
  let activity: String
  var slide: String?
  var panel: String?
}

extension PlayerModel {
  /// nil when the lesson has no slide, which no published lesson is.
  init?(
    _ page: Clikc_Gateway_V1_GetPlayerResponse, _ request: PlayerRequest, texts: Texts,
    markdown: Markdown
  ) {
    let lesson = LessonSlides(page.content.lesson)
    guard let at = lesson.index(asked: request.slide, resumed: page.state.slide) else { return nil }
    let seen = Set(page.state.seen).union([lesson.slides[at].code])
    lessonTitle = page.content.title
    language = page.content.language
    direction = contentDirection(page.content.language)
    chapters = lesson.chapters.map { chapter in
      Chapter(
        number: chapter.number, title: chapter.title,
        address: request.address(of: chapter.slides.first?.code),
        current: chapter.slides.contains { $0.code == lesson.slides[at].code },
        seen: chapter.slides.allSatisfy { seen.contains($0.code) })
    }
    slide = SlideModel(lesson.slides[at], page, markdown: markdown, texts: texts)
    position = texts(
      "web.player.position", ["number": "\(at + 1)", "count": "\(lesson.slides.count)"])
    previous = at > 0 ? lesson.slides[at - 1].code : nil
    next = at + 1 < lesson.slides.count ? lesson.slides[at + 1].code : nil
    addresses = Addresses(request, slide: lesson.slides[at].code)
    let opening = page.content.lesson.introduction
    introduction = opening.isEmpty ? nil : markdown.html(opening)
    glossary = page.content.lesson.glossary
      .map { Entry(term: $0.term, definition: $0.definition) }
      .sorted { $0.term.localizedCompare($1.term) == .orderedAscending }
    hasGlossary = !glossary.isEmpty
    panels = Panels(
      glossary: request.panel == "glossary", instructions: request.panel == "instructions",
      introduction: request.panel == "introduction")
    ending =
      at + 1 == lesson.slides.count
      ? Ending(lesson.slides, seen: seen, state: page.state, request: request) : nil
  }
}

extension PlayerRequest {
  func address(of slide: String?, panel: String? = nil) -> String {
    SiteURL.lesson(course: course, activity: activity, slide: slide, panel: panel).path
  }
}

extension PlayerModel.Addresses {
  fileprivate init(_ request: PlayerRequest, slide: String) {
    let (course, activity) = (request.course, request.activity)
    lesson = request.address(of: nil)
    check = SiteURL.lessonCheck(course: course, activity: activity).path
    print = SiteURL.lessonPrint(course: course, activity: activity).path
    glossary = request.address(of: slide, panel: "glossary")
    instructions = request.address(of: slide, panel: "instructions")
    introduction = request.address(of: slide, panel: "introduction")
    closed = request.address(of: slide)
  }
}

extension PlayerModel.Ending {
  fileprivate init(
    _ slides: [Clikc_Catalogue_V1_Slide], seen: Set<String>, state: Clikc_Progress_V1_LessonState,
    request: PlayerRequest
  ) {
    let answered = Set(state.checks.map(\.questionID))
    let step = { (slide: Clikc_Catalogue_V1_Slide) in
      PlayerModel.Step(title: slide.title, address: request.address(of: slide.code))
    }
    unseen = slides.filter { !seen.contains($0.code) }.map(step)
    unanswered = slides.filter { $0.hasCheck && !answered.contains($0.check.id) }.map(step)
    hasUnseen = !unseen.isEmpty
    hasUnanswered = !unanswered.isEmpty
    complete = state.status == .completed || (unseen.isEmpty && unanswered.isEmpty)
  }
}
