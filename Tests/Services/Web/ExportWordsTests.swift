import GatewayContract
import Localization
import PrivacyContract
import SwiftProtobuf
import Testing

@testable import web

@Suite("A copy of one's data")
struct ExportWordsTests {
  private static let values: [(String, String, String)] = [
    ("roles", "learner, coordinator", "Learner, Coordinator"), ("role", "tutor", "Tutor"),
    ("language", "ar", "Arabic"), ("country", "KE", "Kenya"), ("active", "yes", "yes"),
    ("shows_name", "no", "no"), ("answer", "withdrawn", "withdrawn"), ("kind", "quiz", "quiz"),
    ("decision", "received", "made about you"), ("template", "new_account", "New account"),
    ("state", "failed_permanent", "Refused"), ("state", "accepted", "Sent"),
    ("due_on", "2026-12-24", "24 December 2026"), ("username", "yes", "yes"),
    ("description", "learner", "learner"), ("role", "boss", "boss"),
    (
      "visibility", "email: staff, timeZone: nobody",
      "Email address: My administration’s staff, Time zone: Nobody"
    ),
  ]

  @Test("says values in words, and a person's own words as they are", arguments: values)
  func words(field: String, value: String, word: String) throws {
    #expect(try Texts(productTexts(), .english).exportValue(value, of: field) == word)
  }

  @Test("has words of each language for every value that services name for machines")
  func translated() throws {
    let named = [
      ("roles", "learner, tutor, coordinator, expert, administrator"), ("active", "yes"),
      ("answer", "accepted"), ("answer", "declined"), ("answer", "withdrawn"),
      ("kind", "lesson"), ("decision", "made"), ("decision", "received"),
      ("state", "failed_permanent"), ("state", "queued"), ("state", "expired"),
      ("state", "sending"), ("state", "suppressed"), ("template", "erasure_requested"),
      ("template", "invitation_reminder"), ("visibility", "photo: everyone, city: courses"),
    ]
    for language in [Language.french, .arabic, .spanish, .portuguese] {
      let texts = try Texts(productTexts(), language)
      for (field, value) in named {
        let word = texts.exportValue(value, of: field)
        #expect(word != value && !word.contains("web."), "\(language) \(field) \(value)")
      }
    }
  }

  @Test("as a file keeps the values that programs know")
  func file() throws {
    let answer = Clikc_Gateway_V1_ExportMyDataResponse.with {
      $0.sections = [
        .with {
          $0.name = "account"
          $0.records = [
            .with {
              $0.fields = [
                .with {
                  $0.name = "roles"
                  $0.value = "learner"
                }
              ]
            }
          ]
        }
      ]
    }
    let text = String(decoding: try ExportFile(answer).bytes, as: UTF8.self)
    #expect(text.contains("\"roles\" : \"learner\""))
    let model = ExportModel(answer, try Texts(productTexts(), .arabic))
    #expect(model.sections.first?.records.first?.fields.first?.value != "learner")
  }
}
