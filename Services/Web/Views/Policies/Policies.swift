import IdentityContract
import Localization

/// The documents there are.
struct PoliciesModel: Equatable, Sendable {
  let rows: [Row]
  /// Whether the reader may write them.
  let administers: Bool

  /// A document.
  struct Row: Equatable, Sendable {
    let title: String
    /// Where it is written; nil for who may not.
    let address: String?
    let reading: String
    let report: String?
    let kind: String
    let version: String
    let archived: Bool
    let draft: Bool
  }

  init(_ documents: [Clikc_Identity_V1_PolicyDocument], _ texts: Texts) {
    administers = true
    rows = documents.map { document in
      Row(
        title: document.titles[texts.language.rawValue] ?? document.slug,
        address: SiteURL.policyDocument(document.slug).path,
        reading: SiteURL.policy(document: document.slug).path,
        report: document.version > 0 ? SiteURL.policyReport(document.slug).path : nil,
        kind: texts.policyKind(document.required),
        version: document.revision > 0 ? String(document.revision) : "-",
        archived: document.archived, draft: !document.draftLanguages.isEmpty)
    }
  }

  init(_ policies: [Clikc_Identity_V1_Policy], _ texts: Texts) {
    administers = false
    rows = policies.map {
      Row(
        title: $0.title, address: nil, reading: SiteURL.policy(document: $0.slug).path,
        report: SiteURL.policyReport($0.slug).path, kind: texts.policyKind($0.required),
        version: String($0.revision), archived: false, draft: false)
    }
  }
}

extension Texts {
  /// Whether a document must be accepted, in words.
  func policyKind(_ required: Bool) -> String {
    self(required ? "web.policies.required" : "web.policies.optional")
  }
}

struct PoliciesView: View {
  static let template = "policies"

  let model: PoliciesModel
  let title: String

  var screen: Screen { Screen(title: title) }
}
