import CatalogueContract
import Problems
import TestSupport
import Testing

@Suite("Putting categories")
struct CategoryTests {
  @Test("a category is made, then changed under the same id")
  func putting() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.act(as: Cast.administrator) {
        let first = try await catalogue.categories.putCategory(
          CatalogueHarness.category("courses", in: "")
        ).category
        var request = CatalogueHarness.category("courses", in: "")
        request.position = 7
        let second = try await catalogue.categories.putCategory(request).category

        #expect(second.id == first.id)
        #expect(second.position == 7)
        #expect(second.titles["ar"] == "courses (ar)")
      }
    }
  }

  @Test("no category lies in itself or in nothing")
  func circles() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      for (parent, reason) in [("french", "CATEGORY_CYCLE"), ("nowhere", "UNKNOWN_CATEGORY")] {
        let refused = try await refusal {
          try await catalogue.act(as: Cast.administrator) {
            try await catalogue.categories.putCategory(
              CatalogueHarness.category("courses", in: parent))
          }
        }
        #expect(refused.violations.map(\.reason) == [reason])
      }
    }
  }

  @Test("all five titles are needed, and only administrators put categories")
  func rules() async throws {
    try await CatalogueHarness.run { catalogue in
      var request = CatalogueHarness.category("courses", in: "")
      request.titles["ar"] = nil
      let incomplete = request
      let refused = try await refusal {
        try await catalogue.act(as: Cast.administrator) {
          try await catalogue.categories.putCategory(incomplete)
        }
      }
      let expert = try await refusal {
        try await catalogue.act(as: Cast.expert) {
          try await catalogue.categories.putCategory(CatalogueHarness.category("a", in: ""))
        }
      }

      #expect(refused.violations.map(\.field) == ["titles.ar"])
      #expect(expert.reason == "NOT_ALLOWED")
    }
  }
}
