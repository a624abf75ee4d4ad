import Foundation
import Localization
import Testing

@testable import web

@Suite("Numbers, dates and words")
struct TextsTests {
  private let catalogue: MessageCatalogue

  init() throws { catalogue = try productTexts() }

  @Test("numbers have the decimal sign of the language")
  func numbers() {
    #expect(texts(.english).percent(0.625, digits: 2) == "62.50\u{A0}%")
    #expect(texts(.french).percent(0.625, digits: 2) == "62,50\u{A0}%")
    #expect(texts(.arabic).percent(0.625, digits: 2) == "62.50\u{A0}%")
    #expect(texts(.spanish).number(1.5, digits: 1) == "1,5")
  }

  @Test("only what is complete says 100 %")
  func whole() {
    #expect(texts(.english).wholePercent(0.999) == "99\u{A0}%")
    #expect(texts(.english).wholePercent(1) == "100\u{A0}%")
    #expect(texts(.english).wholePercent(0.29) == "29\u{A0}%")
  }

  @Test("days are written in the language")
  func days() {
    let date = Date(timeIntervalSince1970: 1_795_532_400)
    #expect(texts(.english).day(date) == "24 November 2026")
    #expect(texts(.french).day(date) == "24 novembre 2026")
    #expect(texts(.arabic).day(date).contains("نوفمبر"))
    #expect(texts(.arabic).day(date).contains("2026"))
  }

  @Test("times are told in the reader's zone, which they name")
  func zones() {
    let date = Date(timeIntervalSince1970: 1_795_561_200)
    let dakar = Texts(catalogue, .english, zone: "Africa/Dakar")
    let manila = Texts(catalogue, .french, zone: "Asia/Manila")
    #expect(dakar.moment(date).contains("23:00") && dakar.moment(date).hasSuffix("GMT"))
    #expect(dakar.day(date) == "24 November 2026")
    #expect(manila.moment(date).contains("07:00") && manila.moment(date).hasSuffix("UTC+8"))
    #expect(manila.day(date) == "25 novembre 2026")
    #expect(
      texts(.english).moment(date) == Texts(catalogue, .english, zone: "Mars/Base").moment(date))
  }

  @Test("names stand in a row")
  func lists() {
    #expect(texts(.english).list([]) == "")
    #expect(texts(.english).list(["a"]) == "a")
    #expect(texts(.english).list(["a", "b", "c"]) == "a, b and c")
  }

  private func texts(_ language: Language) -> Texts { Texts(catalogue, language) }
}
