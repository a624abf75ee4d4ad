import CatalogueDomain
import Foundation
import Testing

@Suite("Searching courses")
struct CourseSearchTests {
  @Test(
    "case, accents and Arabic spelling do not matter",
    arguments: [
      ("Évaluation en douane", "EVALUATION"), ("Gestão de risco", "gestao"),
      ("إدارة المخاطر", "ادارة"), ("مقدّمة", "مقدمه"), ("الجمــارك", "الجمارك"),
      ("Valoración", "valoracio\u{301}n"), ("  Risk\u{a0} Management ", "risk management"),
    ])
  func folding(title: String, query: String) {
    #expect(TextFolding.matches(title, query))
  }

  @Test("other words are not found")
  func others() {
    #expect(!TextFolding.matches("Risk Management", "valuation"))
    #expect(TextFolding.matches("Risk Management", "  "))
  }

  @Test("a course is found by its category's title in any language, and by the one above")
  func byCategory() {
    let top = Category(
      id: UUID(), code: "control", parent: nil, titles: ["en": "Control", "fr": "Contrôle"],
      language: "", position: 0)
    let shelf = Category(
      id: UUID(), code: "risk", parent: top.id, titles: ["en": "Risk"], language: "", position: 0)

    #expect(CourseSearch("controle", among: [top, shelf]).finds("Selectivity", in: shelf.id))
    #expect(CourseSearch("select", among: [top, shelf]).finds("Selectivity", in: shelf.id))
    #expect(!CourseSearch("origin", among: [top, shelf]).finds("Selectivity", in: shelf.id))
  }

  private typealias Category = CatalogueDomain.Category
}
