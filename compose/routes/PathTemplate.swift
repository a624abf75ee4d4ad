/// A path such as `/api/v1/courses/{course_id}/grades`: literal segments and request fields.
struct PathTemplate: Equatable {
  /// One part between two slashes.
  enum Segment: Equatable {
    /// Text as it stands.
    case literal(String)
    /// A request field, as its path of proto names: `{document.code}` is ["document", "code"].
    case field([String])
  }

  /// As written in the contract.
  let text: String
  /// In order.
  let segments: [Segment]

  /// Reads a template; nil when it is not absolute, has an empty segment or an unclosed brace.
  init?(_ text: String) {
    guard text.hasPrefix("/") else { return nil }
    var segments: [Segment] = []
    for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let segment = Self.segment(part) else { return nil }
      segments.append(segment)
    }
    self.text = text
    self.segments = segments
  }

  /// The fields the path carries.
  var fields: [[String]] {
    self.segments.compactMap { if case .field(let path) = $0 { path } else { nil } }
  }

  /// The template with every field as `{}`: two routes with the same shape and method clash.
  var shape: String {
    self.segments.map {
      switch $0 {
      case .literal(let text): "/\(text)"
      case .field: "/{}"
      }
    }.joined()
  }

  private static func segment(_ part: Substring) -> Segment? {
    guard !part.isEmpty else { return nil }
    if part.hasPrefix("{"), part.hasSuffix("}") {
      let names = part.dropFirst().dropLast().split(
        separator: ".", omittingEmptySubsequences: false)
      guard names.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isNameCharacter) }) else {
        return nil
      }
      return .field(names.map(String.init))
    }
    guard part.allSatisfy({ Self.isNameCharacter($0) || $0 == "-" || $0 == "." }) else {
      return nil
    }
    return .literal(String(part))
  }

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "_")
  }
}
