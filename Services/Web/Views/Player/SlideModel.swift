import CatalogueContract
import GatewayContract
import ProgressContract

/// One slide, ready to show.
struct SlideModel: Sendable {
  let code: String
  let title: String
  /// Safe HTML.
  let html: String
  let picture: Picture?
  let narration: String?
  /// Where the recorded narration is; nil when there is none.
  let sound: String?
  let check: CheckModel?

  /// A picture with what it shows.
  struct Picture: Sendable {
    let address: String
    let text: String
  }
}

extension SlideModel {
  init(
    _ slide: Clikc_Catalogue_V1_Slide, _ page: Clikc_Gateway_V1_GetPlayerResponse,
    markdown: Markdown, texts: Texts
  ) {
    code = slide.code
    title = slide.title
    html = markdown.html(slide.body)
    picture = Picture(digest: slide.pictureDigest, text: slide.pictureText)
    narration = slide.narration.isEmpty ? nil : slide.narration
    sound = slide.soundDigest.isEmpty ? nil : SiteURL.blob(slide.soundDigest).path
    check = slide.hasCheck ? CheckModel(slide.check, page, markdown: markdown, texts: texts) : nil
  }
}

extension SlideModel.Picture {
  init?(digest: String, text: String) {
    guard !digest.isEmpty else { return nil }
    address = SiteURL.blob(digest).path
    self.text = text
  }
}

/// A question to check oneself by, with what came of the last answer.
struct CheckModel: Sendable {
  let id: String
  /// Safe HTML.
  let html: String
  let options: [Option]
  let several: Bool
  let result: Result?

  /// One option.
  struct Option: Sendable {
    let id: String
    let text: String
    let kind: String
    let chosen: Bool
  }

  /// What the last answer was worth, and why.
  struct Result: Sendable {
    /// "good" when it was right, else "warn".
    let tone: String
    let right: Bool
    let verdict: String
    let feedback: [String]
    /// Safe HTML.
    let explanation: String
  }
}

extension CheckModel {
  init(
    _ question: Clikc_Catalogue_V1_Question, _ page: Clikc_Gateway_V1_GetPlayerResponse,
    markdown: Markdown, texts: Texts
  ) {
    let answer = page.state.checks.first { $0.questionID == question.id }
    let chosen = Set(answer?.chosen ?? [])
    id = question.id
    html = markdown.html(question.text)
    several = question.kind == .multiple
    options = question.options.map {
      Option(
        id: $0.id, text: $0.text, kind: question.kind == .multiple ? "checkbox" : "radio",
        chosen: chosen.contains($0.id))
    }
    let explained = page.answered.first { $0.id == question.id }
    result = answer.map { Result($0, explained, markdown: markdown, texts: texts) }
  }
}

extension CheckModel.Result {
  init(
    _ answer: Clikc_Progress_V1_CheckAnswer, _ question: Clikc_Catalogue_V1_Question?,
    markdown: Markdown, texts: Texts
  ) {
    right = answer.score >= 1
    tone = right ? "good" : "warn"
    let word = right ? "right" : answer.score > 0 ? "partly" : "wrong"
    verdict = texts("web.player.check.\(word)")
    feedback = (question?.options ?? [])
      .filter { answer.chosen.contains($0.id) && !$0.feedback.isEmpty }.map(\.feedback)
    explanation = markdown.html(question?.explanation ?? "")
  }
}
