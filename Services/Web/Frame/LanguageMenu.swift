import Localization

/// What a page shows of its language, and the menu of the five: the same on every page in a language, and so
/// written once.
enum LanguageMenu {
  private static let mark = " data-language"

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

  /// The page with the buttons of its menus sending the page's form along, to the page's own `address`, so that what
  /// was typed is shown again in the other language. `enter` is the button that Enter presses in that form: a copy of
  /// it stands before all others, because browsers press the first.
  static func carryingForm(_ page: String, to address: String, enter: HTMLTag) -> String {
    let form = #" form="\#(TypedForm.id)""#
    let value = enter["name"].map { #" name="\#($0)" value="\#(enter["value"] ?? "")""# } ?? ""
    let first = "<button\(form)\(value) hidden></button>"
    let start = #"<a class="skip""#
    let sending =
      #" name="\#(LanguageSwitch.field)"\#(form) formaction="\#(escaped(address))" formnovalidate"#
    return page.replacing(start, by: first + start).replacing(
      #"\#(self.mark) name="language""#, by: sending)
  }

  private static func buttons(current: Language, attributes: String) -> String {
    Language.allCases.map { language in
      let code = language.rawValue
      let shown = language == current ? #" aria-current="true""# : ""
      return """
        <button\(attributes)\(self.mark) name="language" value="\(code)" lang="\(code)" \
        dir="\(language.direction.rawValue)"\(shown)>\(escaped(self.name(language)))</button>
        """
    }.joined()
  }

  private static func name(_ language: Language) -> String {
    "\(language.ownName) (\(language.rawValue))"
  }
}

extension String {
  /// With another text wherever one stands. Compares bytes: pages are long, and markup is ASCII.
  fileprivate func replacing(_ old: String, by new: String) -> String {
    var replaced = ""
    replaced.reserveCapacity(utf8.count + 1000)
    var rest = self[...]
    while let found = rest.utf8.firstRange(of: old.utf8) {
      replaced += rest[..<found.lowerBound] + new
      rest = rest[found.upperBound...]
    }
    return replaced + rest
  }
}
