import Foundation
import Localization

/// The written pages, `Pages/<language>/<slug>.md`: the first line is the title, `# Title`, the rest
/// Markdown. Every page exists in all five languages, or reading them fails.
struct PageStore: Sendable {
  /// A page in one language.
  struct Page: Equatable, Sendable {
    let title: String
    let html: String
    /// The Markdown below the title.
    let text: String
  }

  /// Why the pages cannot be used.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  private let pages: [String: [Language: Page]]

  init(directory: URL, markdown: Markdown) throws {
    let english = directory.appending(path: Language.english.rawValue)
    let files = try FileManager.default.contentsOfDirectory(
      at: english, includingPropertiesForKeys: nil)
    var pages: [String: [Language: Page]] = [:]
    for file in files where file.pathExtension == "md" {
      let slug = file.deletingPathExtension().lastPathComponent
      for language in Language.allCases {
        let path = directory.appending(path: "\(language.rawValue)/\(slug).md")
        pages[slug, default: [:]][language] = try Self.read(path, markdown)
      }
    }
    self.pages = pages
  }

  /// The page; nil when there is none of that name.
  func page(_ slug: String, _ language: Language) -> Page? { pages[slug]?[language] }

  /// Every page's name.
  var slugs: [String] { pages.keys.sorted() }

  private static func read(_ file: URL, _ markdown: Markdown) throws -> Page {
    let text = try String(contentsOf: file, encoding: .utf8)
    let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, first.hasPrefix("# "), parts.count == 2 else {
      throw Fault(description: "\(file.path()) does not begin with a title")
    }
    let body = String(parts[1])
    return Page(title: String(first.dropFirst(2)), html: markdown.html(body), text: body)
  }
}
