/// Which administrations somebody looks for: by code, by part of a name in any language, by region.
package struct AdministrationSearch: Sendable {
  private let text: String
  private let region: Region?

  /// Case and accents do not matter; an empty text finds all.
  package init(text: String, region: Region?) {
    self.text = Account.folded(text)
    self.region = region
  }

  /// Whether an administration is one of those.
  package func finds(code: String, names: some Sequence<String>, region: Region?) -> Bool {
    guard self.region == nil || self.region == region else { return false }
    guard !text.isEmpty else { return true }
    return Account.folded(code) == text || names.contains { Account.folded($0).contains(text) }
  }
}
