import CatalogueContract
import Foundation
import GatewayContract
import Localization
import ProgressContract
import SwiftProtobuf
import Testing

@testable import web

@Suite("The player")
struct PlayerModelTests {
  private let texts: Texts
  private let request = PlayerRequest(course: "c", activity: "a")

  init() throws { texts = try Texts(productTexts(), .english) }

  @Test("resumes where the person stopped, and begins at the first slide otherwise")
  func resumes() throws {
    #expect(try model(at: nil, resumed: "").slide.code == "s1")
    #expect(try model(at: nil, resumed: "s3").slide.code == "s3")
    #expect(try model(at: "s2", resumed: "s3").slide.code == "s2")
    #expect(try model(at: "gone", resumed: "s2").slide.code == "s2")
  }

  @Test("knows the slide before and after, across chapters, and none beyond the ends")
  func neighbours() throws {
    let first = try model(at: "s1")
    #expect(first.previous == nil)
    #expect(first.next == "s2")
    let last = try model(at: "s3")
    #expect(last.previous == "s2")
    #expect(last.next == nil)
    #expect(last.position == "Slide 3 of 3")
  }

  @Test("ticks a chapter when all its slides were seen, the one on screen included")
  func chapters() throws {
    let shown = try model(at: "s2", seen: ["s1"])
    #expect(shown.chapters.map(\.seen) == [true, false])
    #expect(shown.chapters.map(\.current) == [true, false])
  }

  @Test("says on the last slide, and only there, what is missing")
  func ending() throws {
    #expect(try model(at: "s1").ending == nil)
    let open = try #require(try model(at: "s3", seen: ["s1"]).ending)
    #expect(!open.complete)
    #expect(open.unseen.map(\.title) == ["Slide s2"])
    #expect(open.unanswered.map(\.title) == ["Slide s2"])
    let done = try #require(try model(at: "s3", seen: ["s1", "s2"], answered: 1).ending)
    #expect(done.complete)
  }

  @Test(
    "tells what an answer was worth, with the feedback of what was chosen",
    arguments: [
      (1.0, "good", "That is right."), (0.5, "warn", "Partly right."), (0, "warn", "Not quite."),
    ])
  func verdict(_ score: Double, _ tone: String, _ words: String) throws {
    let result = try #require(try model(at: "s2", answered: score).slide.check?.result)
    #expect(result.tone == tone)
    #expect(result.verdict == words)
    #expect(result.feedback == ["About a"])
  }

  @Test("never shows HTML an author wrote")
  func safe() throws {
    var page = page(seen: [], answered: nil)
    page.content.lesson.chapters[0].slides[0].body = "<script>alert(1)</script>\n\n*fine*"
    let shown = try #require(
      PlayerModel(page, request, texts: texts, markdown: Markdown()))
    #expect(!shown.slide.html.contains("<script"))
    #expect(shown.slide.html.contains("<em>fine</em>"))
  }

  private func model(
    at slide: String?, resumed: String = "", seen: [String] = [], answered: Double? = nil
  ) throws -> PlayerModel {
    var request = request
    request.slide = slide
    var page = page(seen: seen, answered: answered)
    page.state.slide = resumed
    return try #require(PlayerModel(page, request, texts: texts, markdown: Markdown()))
  }

  /// Two chapters: s1 and s2, of which s2 asks a question, and s3.
  private func page(seen: [String], answered: Double?) -> Clikc_Gateway_V1_GetPlayerResponse {
    let question = Clikc_Catalogue_V1_Question.with {
      $0.id = "q"
      $0.kind = .single
      $0.options = ["a", "b"].map { id in
        .with {
          $0.id = id
          $0.feedback = "About \(id)"
        }
      }
    }
    let slides = ["s1", "s2", "s3"].map { code in
      Clikc_Catalogue_V1_Slide.with {
        $0.code = code
        $0.title = "Slide \(code)"
        if code == "s2" { $0.check = question }
      }
    }
    return .with {
      $0.content.language = "en"
      $0.content.lesson.chapters = [
        .with { $0.slides = Array(slides.prefix(2)) }, .with { $0.slides = [slides[2]] },
      ]
      $0.state.seen = seen
      guard let answered else { return }
      $0.state.checks = [
        .with {
          $0.questionID = "q"
          $0.chosen = ["a"]
          $0.score = answered
        }
      ]
      $0.answered = [question]
    }
  }
}

/// The texts of the product, as the executable reads them.
func productTexts() throws -> MessageCatalogue {
  try MessageCatalogue(
    directory: URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Shared/Localization/Messages").standardized)
}
