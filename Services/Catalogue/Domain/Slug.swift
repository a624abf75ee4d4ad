/// Short names in addresses: a–z, 0–9 and hyphens between them, at most 64.
package enum Slug {
  /// Whether `text` is one.
  package static func accepts(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 64 else { return false }
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-".unicodeScalars)
    return text.unicodeScalars.allSatisfy(allowed.contains)
      && !text.hasPrefix("-") && !text.hasSuffix("-")
  }
}
