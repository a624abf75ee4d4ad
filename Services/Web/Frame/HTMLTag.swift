/// A tag as one of our templates wrote it: lower-case names, values in double quotes and escaped.
struct HTMLTag {
  /// `/form` for the end of a form.
  let name: Substring
  /// The whole of it.
  let written: Substring
  private var attributes: [(name: Substring, value: Substring?)]

  /// Reads the tag that begins at `start`; nil when it does not end.
  init?(at start: String.Index, in text: Substring) {
    guard let end = text[start...].utf8.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    written = text[start...end]
    let inside = written.dropFirst().dropLast()
    name = inside.prefix { !$0.isWhitespace }
    attributes = Self.attributes(inside[name.endIndex...])
  }

  /// Where the text after it begins.
  var end: String.Index { written.endIndex }

  /// The value of an attribute as it is written; nil when it is not there or has none.
  subscript(_ name: String) -> Substring? { attributes.first { $0.name == name }?.value }

  /// With an attribute of a written value.
  func having(_ name: String, _ value: String) -> HTMLTag {
    replacing(name, by: (name[...], value[...]))
  }

  /// With or without an attribute that has no value.
  func having(_ name: String, _ isThere: Bool) -> HTMLTag {
    replacing(name, by: isThere ? (name[...], nil) : nil)
  }

  /// The tag with its attributes as they are now.
  var text: String {
    let parts = attributes.map { name, value in value.map { " \(name)=\"\($0)\"" } ?? " \(name)" }
    return "<\(name)\(parts.joined())>"
  }

  private func replacing(_ name: String, by attribute: (Substring, Substring?)?) -> HTMLTag {
    var tag = self
    tag.attributes.removeAll { $0.name == name }
    if let attribute { tag.attributes.append(attribute) }
    return tag
  }

  private static func attributes(_ text: Substring) -> [(name: Substring, value: Substring?)] {
    var found: [(name: Substring, value: Substring?)] = []
    var rest = text.drop { $0.isWhitespace }
    while !rest.isEmpty {
      let name = rest.prefix { $0 != "=" && !$0.isWhitespace }
      rest = rest[name.endIndex...]
      var value: Substring?
      if rest.hasPrefix("=\"") {
        let inside = rest.dropFirst(2).prefix { $0 != "\"" }
        value = inside
        rest = rest[inside.endIndex...].dropFirst()
      } else if rest.first == "=" {
        // Not ours: without its quotes, the value would read as names.
        return found
      }
      found.append((name, value))
      rest = rest.drop { $0.isWhitespace }
    }
    return found
  }
}
