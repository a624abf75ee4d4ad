import Foundation
import Localization
import Testing

@Suite("The texts")
struct MessageCatalogueTests {
  private let texts = MessageCatalogue([
    .english: [
      "hello": "Hello, {name}!", "hours.one": "{count} hour", "hours.other": "{count} hours",
    ],
    .french: ["hello": "Bonjour {name} {unknown}"],
  ])

  @Test("fill in what is known and leave what is not")
  func placeholders() {
    #expect(texts.text("hello", .english, ["name": "{name}"]) == "Hello, {name}!")
    #expect(texts.text("hello", .french, ["name": "Ama"]) == "Bonjour Ama {unknown}")
  }

  @Test("count")
  func plural() {
    #expect(texts.plural("hours", count: 1, .english) == "1 hour")
    #expect(texts.plural("hours", count: 250, .english) == "250 hours")
  }

  @Test("fall back to English, then to the key")
  func fallback() {
    #expect(texts.text("hello", .arabic, ["name": "ب"]) == "Hello, ب!")
    #expect(texts.text("nothing", .arabic) == "nothing")
  }

  @Test("of the product are there in every language")
  func product() throws {
    let directory = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Shared/Localization/Messages").standardized
    let product = try MessageCatalogue(directory: directory)

    for language in Language.allCases { #expect(product.has("field.REQUIRED", language)) }
  }

  @Test("are refused when there are none")
  func none() {
    #expect(throws: MessageCatalogueError.self) {
      try MessageCatalogue(directory: URL(filePath: "/nowhere"))
    }
  }
}
