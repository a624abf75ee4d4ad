public import Foundation

/// Why the texts cannot be used.
public struct MessageCatalogueError: Error, CustomStringConvertible, Sendable {
  public let description: String
}

/// The texts of the product in its five languages, by key. Keys are `<area>.<name>`; a text has
/// `{placeholders}`. Every language has every key: `clikc lint` holds that.
public struct MessageCatalogue: Sendable {
  private let texts: [Language: [String: String]]

  /// Reads `<directory>/<language>/*.json`, flat objects of key and text. Throws
  /// ``MessageCatalogueError`` for a file that is none, a key given twice, or no file at all.
  public init(directory: URL) throws(MessageCatalogueError) {
    var texts: [Language: [String: String]] = [:]
    for language in Language.allCases {
      texts[language] = try Self.read(directory.appending(path: language.rawValue))
    }
    self.texts = texts
  }

  /// Texts made by hand, for tests.
  public init(_ texts: [Language: [String: String]]) { self.texts = texts }

  /// The text of a key with its placeholders filled in. A key that is missing gives the key itself:
  /// visible, and never a crash in front of a reader.
  public func text(
    _ key: String, _ language: Language, _ arguments: [String: String] = [:]
  ) -> String {
    guard let text = texts[language]?[key] ?? texts[.english]?[key] else { return key }
    return arguments.isEmpty ? text : Self.filled(text, arguments)
  }

  /// The text of a count: key and CLDR category, such as `hours.few`, else `hours.other`; `{count}`
  /// is filled in unless `arguments` has it already, written for the language.
  public func plural(
    _ key: String, count: Int, _ language: Language, _ arguments: [String: String] = [:]
  ) -> String {
    let exact = "\(key).\(PluralCategory(count, language).rawValue)"
    let found = has(exact, language) ? exact : "\(key).\(PluralCategory.other.rawValue)"
    return text(found, language, arguments.merging(["count": String(count)]) { given, _ in given })
  }

  /// Whether a language has the key.
  public func has(_ key: String, _ language: Language) -> Bool { texts[language]?[key] != nil }

  /// Every key of a language.
  public func keys(_ language: Language) -> Set<String> { Set(texts[language, default: [:]].keys) }

  private static func filled(_ text: String, _ arguments: [String: String]) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      filled += rest[..<open] + (arguments[name] ?? "{\(name)}")
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }

  private static func read(_ directory: URL) throws(MessageCatalogueError) -> [String: String] {
    let files = try? FileManager.default.contentsOfDirectory(
      at: directory, includingPropertiesForKeys: nil)
    let areas = (files ?? []).filter { $0.pathExtension == "json" }
    guard !areas.isEmpty else {
      throw MessageCatalogueError(description: "there are no texts in \(directory.path())")
    }
    var texts: [String: String] = [:]
    for area in areas {
      guard let data = try? Data(contentsOf: area),
        let read = try? JSONDecoder().decode([String: String].self, from: data)
      else { throw MessageCatalogueError(description: "\(area.path()) is no object of texts") }
      for (key, text) in read {
        guard texts.updateValue(text, forKey: key) == nil else {
          throw MessageCatalogueError(description: "\(area.path()): \(key) is given twice")
        }
      }
    }
    return texts
  }
}
