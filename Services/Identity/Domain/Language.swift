/// The five languages of the product, by their ISO 639-1 code.
package enum Language: String, CaseIterable, Hashable, Sendable {
  case english = "en"
  case french = "fr"
  case arabic = "ar"
  case spanish = "es"
  case portuguese = "pt"

  /// Throws `unknownLanguage` for any other code.
  package init(code: String) throws(FieldFault) {
    guard let language = Language(rawValue: code) else { throw .unknownLanguage }
    self = language
  }
}
