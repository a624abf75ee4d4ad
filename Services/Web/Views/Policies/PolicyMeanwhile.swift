import IdentityContract
import Localization

/// What a document says now where it differs from what somebody typed meanwhile.
struct PolicyMeanwhileModel: Equatable, Sendable {
  let properties: [Property]
  let none: Bool

  struct Property: Equatable, Sendable {
    let label: String
    let value: String
    /// Of the value.
    let language: String
  }

  init(_ kept: PolicyProperties, typed: PolicyProperties, _ texts: Texts) {
    let own = texts.language.rawValue
    var properties = Language.allCases.compactMap { language -> Property? in
      let title = kept.titles[language.rawValue] ?? ""
      guard title != typed.titles[language.rawValue] else { return nil }
      let label = texts("web.policies.title-in", ["language": texts.name(of: language)])
      return Property(label: label, value: title, language: language.rawValue)
    }
    func add(_ label: String, _ value: String, if differs: Bool) {
      if differs { properties.append(Property(label: texts(label), value: value, language: own)) }
    }
    add(
      "web.policies.kind", texts(kept.required ? "web.policies.required" : "web.policies.optional"),
      if: kept.required != typed.required)
    add("web.policies.position", kept.position, if: kept.position != typed.position)
    add(
      "web.policies.state",
      texts(kept.archived ? "web.policies.archived" : "web.policies.in-force"),
      if: kept.archived != typed.archived)
    self.properties = properties
    none = properties.isEmpty
  }
}
