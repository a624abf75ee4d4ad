import Localization

/// The menu of the five languages, which is the same on every page in a language and so made once.
enum LanguageMenu {
  /// One of the five languages.
  private struct Choice {
    let code: String
    let name: String
    let direction: String
    let current: Bool
  }

  private static let menus = Dictionary(
    uniqueKeysWithValues: Language.allCases.map { ($0, Self.make(for: $0)) })

  /// The choices as templates see them, of which `current` is the one in use.
  static func of(_ current: Language) -> [TemplateNode] { menus[current] ?? make(for: current) }

  private static func make(for current: Language) -> [TemplateNode] {
    Language.allCases.compactMap { language in
      TemplateNode.of(
        Choice(
          code: language.rawValue, name: "\(language.ownName) (\(language.rawValue))",
          direction: language.direction.rawValue, current: language == current))
        as? TemplateNode
    }
  }
}
