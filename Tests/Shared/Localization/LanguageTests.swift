import Localization
import Testing

@Suite("The reader's language")
struct LanguageTests {
  @Test(
    "is the best of an Accept-Language header that we have",
    arguments: [
      ("fr-CA,fr;q=0.9,en;q=0.8", Language.french), ("de, ar;q=0.5, en;q=0.4", .arabic),
      ("en;q=0.1, pt-BR", .portuguese), ("es;q=0, fr;q=0.2", .french), ("", .english),
      ("zh, ja", .english), ("*;q=x,,;", .english),
    ])
  func preferred(_ header: String, _ expected: Language) {
    #expect(Language.preferred(by: header) == expected)
  }

  @Test(
    "counts as its grammar does",
    arguments: [
      (Language.english, 1, PluralCategory.one), (.english, 0, .other), (.french, 0, .one),
      (.french, 2, .other), (.arabic, 0, .zero), (.arabic, 1, .one), (.arabic, 2, .two),
      (.arabic, 3, .few), (.arabic, 110, .few), (.arabic, 11, .many), (.arabic, 199, .many),
      (.arabic, 100, .other), (.arabic, 102, .other), (.spanish, 1, .one), (.portuguese, 0, .one),
    ])
  func plural(_ language: Language, _ count: Int, _ expected: PluralCategory) {
    #expect(PluralCategory(count, language) == expected)
  }

  @Test(
    "whole numbers stand in groups of three from five digits on",
    arguments: [
      (0, "0"), (-999, "-999"), (9_999, "9999"), (10_000, "10 000"), (123_456, "123 456"),
      (-1_234_567, "-1 234 567"), (Int.min, "-9 223 372 036 854 775 808"),
    ])
  func wholeNumbers(value: Int, words: String) {
    for language in Language.allCases {
      #expect(language.whole(value) == words.replacing(" ", with: "\u{202F}"))
    }
  }
}
