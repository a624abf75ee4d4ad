import Foundation
import Localization
import Mustache

/// The templates, compiled once for each language: texts, icons, addresses of files and what belongs to the
/// language or the site are put in while compiling, so that rendering only fills in what differs from page to
/// page.
///
/// In a template `{{t.key}}` is a text (escaped), `{{icon.name}}` a drawing from the sprite,
/// `{{asset.name}}` the address of a file under Public, `{{language.name}}` something of
/// ``LanguageMenu/parts(of:)`` and `{{site.name}}` one of the values the library is made with.
struct TemplateLibrary: Sendable {
  /// Why a template cannot be used.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  private let libraries: [Language: MustacheLibrary]
  /// The templates that have a typed form, themselves or in a part.
  private let typedForms: Set<String>

  /// Compiles every `<directory>/**/*.mustache`.
  init(
    directory: URL, texts: MessageCatalogue, assets: AssetStore, site: [String: String]
  ) throws {
    MustacheContentTypes.register(PageText(), named: PageText.name)
    let sources = try Self.sources(directory)
    let icons = try IconSprite(directory: directory)
    var libraries: [Language: MustacheLibrary] = [:]
    for language in Language.allCases {
      let parts = LanguageMenu.parts(of: language)
      var library = MustacheLibrary()
      for (name, source) in sources {
        let filled = try Self.filled(source, in: name) { kind, key in
          switch kind {
          case "t": texts.has(key, language) ? escaped(texts.text(key, language)) : nil
          case "icon": icons[key]
          case "language": parts[key]
          case "site": site[key].map(escaped)
          default: assets.address(of: key)
          }
        }
        try library.register(
          MustacheTemplate(string: "{{% CONTENT_TYPE: \(PageText.name)}}" + filled), named: name)
      }
      libraries[language] = library
    }
    self.libraries = libraries
    typedForms = Self.withTypedForm(sources)
  }

  /// Whether pages of a template may have a ``TypedForm``.
  func hasTypedForm(_ template: String) -> Bool { typedForms.contains(template) }

  private static func withTypedForm(_ sources: [String: String]) -> Set<String> {
    let own = sources.filter { $0.value.contains(TypedForm.mark) }.keys
    let around = sources.filter { source in own.contains { source.value.contains("{{> \($0)}}") } }
    return Set(own).union(around.keys)
  }

  /// The page; nil when there is no such template.
  func render(_ screen: Any, template: String, language: Language) -> String? {
    libraries[language]?.render(screen, withTemplate: template)
  }

  /// Name, from the path below the directory, to text.
  static func sources(_ directory: URL) throws -> [String: String] {
    let paths = FileManager.default.enumerator(atPath: directory.path())?.allObjects ?? []
    var sources: [String: String] = [:]
    for case let path as String in paths where path.hasSuffix(".mustache") {
      sources[String(path.dropLast(".mustache".count))] = try String(
        contentsOf: directory.appending(path: path), encoding: .utf8)
    }
    return sources
  }

  /// Fills in what is known while compiling and folds line breaks, each of which would cost a token.
  private static func filled(
    _ source: String, in name: String, _ value: (_ kind: String, _ key: String) -> String?
  ) throws -> String {
    let known = #/\{\{(t|icon|asset|language|site)\.([A-Za-z0-9_.-]+)\}\}/#
    var filled = ""
    var rest = folded(source)[...]
    while let match = rest.firstMatch(of: known) {
      let (kind, key) = (String(match.1), String(match.2))
      guard let text = value(kind, key) else {
        throw Fault(description: "template \(name) asks for \(kind).\(key), which is not there")
      }
      filled += rest[..<match.range.lowerBound] + text
      rest = rest[match.range.upperBound...]
    }
    return filled + rest
  }

  private static func folded(_ source: String) -> String {
    source.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// How templates write what they are given. The engine's own way goes by whole characters, which takes longer than
/// all else in a page with many texts.
private struct PageText: MustacheContentType {
  static let name = "PAGE"

  func escapeText(_ text: String) -> String { escaped(text) }
}

/// Text as it stands in HTML, in an element or a quoted attribute.
func escaped(_ text: String) -> String {
  guard text.utf8.contains(where: isSpecial) else { return text }
  var escaped = ""
  escaped.reserveCapacity(text.utf8.count)
  for character in text.unicodeScalars {
    switch character {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&#39;"
    default: escaped.unicodeScalars.append(character)
    }
  }
  return escaped
}

/// Whether HTML reads the byte as more than itself.
private func isSpecial(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
    UInt8(ascii: "'"):
    true
  default: false
  }
}
