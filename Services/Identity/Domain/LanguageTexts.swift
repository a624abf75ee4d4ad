/// One text in each of the five languages.
package struct LanguageTexts: Equatable, Sendable {
  private let texts: [Language: String]

  /// The text in one language.
  package subscript(language: Language) -> String { texts[language] ?? "" }

  /// Checks what came under the request's field `field`: all five languages, none besides, no text
  /// empty or longer than `longest` Unicode scalars. Reports all faults at once.
  package init(
    _ given: [String: String], field: String, longest: Int, lines: Bool
  ) throws(FieldFaults) {
    var check = FieldCheck()
    for code in given.keys {
      _ = check.value("\(field).\(code)") { () throws(FieldFault) in try Language(code: code) }
    }
    var texts: [Language: String] = [:]
    for language in Language.allCases {
      texts[language] = check.value("\(field).\(language.rawValue)") { () throws(FieldFault) in
        let text = try FreeText(given[language.rawValue] ?? "", longest: longest, lines: lines)
        guard !text.text.isEmpty else { throw FieldFault.required }
        return text.text
      }
    }
    guard check.faults.isEmpty else { throw FieldFaults(faults: check.faults) }
    self.texts = texts
  }
}
