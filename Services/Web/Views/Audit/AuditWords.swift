/// A detail of an entry in the reader's words.
struct ToldDetail: Equatable, Sendable {
  let label: String
  let value: String
}

/// The words of the audit log: Identity stores names for machines (`Domain/AuditVocabulary.swift` there), and they stay
/// beside the words.
extension Texts {
  /// Details that are ids, which nobody reads.
  static let auditIDs: Set = ["session", "request", "import"]

  /// A name of the log in the reader's words; itself for one this page does not know.
  func auditEvent(_ name: String) -> String {
    let key = "web.audit.event.\(name.replacing("_", with: "-"))"
    return has(key) ? self(key) : name
  }

  /// What an entry says was done, in the reader's words; nil for an act this page does not know.
  func auditAct(_ name: String) -> String? {
    let key = "web.audit.act.\(name.replacing(" ", with: "-"))"
    return has(key) ? self(key) : nil
  }

  /// A detail in the reader's words; nil for an id and for what is empty.
  func auditDetail(_ name: String, _ value: String) -> ToldDetail? {
    guard !Self.auditIDs.contains(name), !value.isEmpty else { return nil }
    let key = "web.audit.detail.\(name.replacing("_", with: "-"))"
    return ToldDetail(label: has(key) ? self(key) : name, value: auditValue(value, of: name))
  }

  private func auditValue(_ value: String, of name: String) -> String {
    switch name {
    case "fields": return list(value.split(separator: " ").map { exportWord(String($0)) })
    case "roles": return list(value.split(separator: " ").map { roleWord(String($0)) })
    case "language": return exportValue(value, of: name)
    case "region": return region(value)
    case "method":
      return known("method", value.split(separator: "/").last.map(String.init) ?? "") ?? value
    case "reason", "way", "kind": return known("word", value.replacing(" ", with: "-")) ?? value
    default: return Int(value).map { number(Double($0), digits: 0) } ?? value
    }
  }

  private func known(_ table: String, _ name: String) -> String? {
    let key = "web.audit.\(table).\(name)"
    return has(key) ? self(key) : nil
  }

  /// By the names Identity has for the regions of the contract, in their order.
  private func region(_ name: String) -> String {
    let names = [
      "americas", "asiaPacific", "eastSouthernAfrica", "europe", "middleEastNorthAfrica",
      "westCentralAfrica",
    ]
    guard let index = names.firstIndex(of: name) else { return name }
    return self("web.region.\(index + 1)")
  }
}
