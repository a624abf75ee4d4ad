import Foundation
import Localization
import Testing

@Suite("Grades in words")
struct GradeWordsTests {
  @Test("are written as the language writes numbers, and a dash stands for what is not there")
  func figures() {
    let (english, french) = (Self.words(.english), Self.words(.french))

    #expect(english.points(62.5) == "62.50" && french.points(62.5) == "62,50")
    #expect(english.percent(0.625) == "62.50\u{A0}%" && french.percent(nil) == "-")
    #expect(english.range(100) == "0-100" && french.range(101.5) == "0-101,50")
    #expect(english.range(0) == "-" && english.points(nil) == "-")
    #expect(english.short(4) == "4" && english.short(4.25) == "4.25")
  }

  @Test("say beside a weight why it does not simply count, and instead of it when there is none")
  func weights() {
    let words = Self.words(.english)

    #expect(words.weight(0.5, nil) == "50.00\u{A0}%")
    #expect(words.weight(0.5, .dropped) == "50.00\u{A0}% web.grades.dropped")
    #expect(words.weight(nil, .empty) == "- web.grades.empty")
    #expect(words.weight(0.5, .excluded) == "web.grades.excluded")
    #expect(words.weight(0.5, .hidden) == "web.grades.hidden")
    #expect(words.feedback("Good", byTutor: true) == "web.grades.by-tutor: Good")
    #expect(words.feedback("", byTutor: false).isEmpty)
  }

  /// Without texts, keys stand for them.
  private static func words(_ language: Language) -> GradeWords {
    GradeWords(MessageCatalogue([:]), language)
  }
}
