import Foundation

/// The drawings of Templates/icons.svg: each `<symbol id="name">` becomes an inline drawing that
/// screen readers pass over. Drawings that point somewhere have class `points` and turn with the page.
struct IconSprite: Sendable {
  private let drawings: [String: String]

  init(directory: URL) throws {
    let sprite = try String(contentsOf: directory.appending(path: "icons.svg"), encoding: .utf8)
    var drawings: [String: String] = [:]
    let symbol = #/<symbol id="([a-z-]+)"( class="points")?>(.*?)</symbol>/#.dotMatchesNewlines()
    for match in sprite.matches(of: symbol) {
      let classes = match.2 == nil ? "icon" : "icon points"
      drawings[String(match.1)] =
        "<svg class=\"\(classes)\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">\(match.3)</svg>"
    }
    self.drawings = drawings
  }

  subscript(_ name: String) -> String? { drawings[name] }
}
