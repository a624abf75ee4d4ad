import Localization

/// What a page shows of its language, and the menu of the five: the same on every page in a language, and so
/// written once.
enum LanguageMenu {
  /// By name: `code`, `direction` and `name` of the language, and the buttons of the menu that choose another,
  /// `choices`, or look like `links`.
  static func parts(of language: Language) -> [String: String] {
    [
      "code": language.rawValue,
      "direction": language.direction.rawValue,
      "name": escaped(self.name(language)),
      "choices": self.buttons(current: language, attributes: ""),
      "links": self.buttons(current: language, attributes: #" class="link""#),
    ]
  }

  private static func buttons(current: Language, attributes: String) -> String {
    Language.allCases.map { language in
      let code = language.rawValue
      let mark = language == current ? #" aria-current="true""# : ""
      return """
        <button\(attributes) name="language" value="\(code)" lang="\(code)" \
        dir="\(language.direction.rawValue)"\(mark)>\(escaped(self.name(language)))</button>
        """
    }.joined()
  }

  private static func name(_ language: Language) -> String {
    "\(language.ownName) (\(language.rawValue))"
  }
}
