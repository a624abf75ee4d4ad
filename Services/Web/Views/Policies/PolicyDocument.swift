import Foundation
import IdentityContract
import Localization
import SwiftProtobuf

/// One document: what its versions have in common, its draft, its versions.
struct PolicyDocumentModel: Equatable, Sendable {
  let title: String
  let action: String
  let publishAction: String
  let report: String?
  let reading: String
  let properties: PolicyPropertiesModel
  /// What somebody else saved while the form was open; nil when nobody did.
  let meanwhile: PolicyMeanwhileModel?
  let notice: String?
  let fault: String?
  let drafts: [Draft]
  let draftVersion: String
  /// Whether the draft has all five texts.
  let complete: Bool
  let versions: [Version]
  let none: Bool

  /// The draft in one language.
  struct Draft: Equatable, Sendable {
    let name: String
    let language: String
    let address: String
    let written: Bool
  }

  /// A published version.
  struct Version: Equatable, Sendable {
    let revision: String
    let kind: String
    let when: String
    let publisher: String
    /// Where it is compared with the one before; nil for the first.
    let comparison: String?
    let texts: [Reading]
  }

  /// A version's text in one language.
  struct Reading: Equatable, Sendable {
    let name: String
    let language: String
    let address: String
    let hash: String
  }

  init(
    _ answer: Clikc_Identity_V1_GetPolicyDocumentResponse, notice: String?,
    typed: PolicyProperties? = nil, compares: Bool = false, faults: FieldFaults, _ texts: Texts
  ) {
    let document = answer.document
    title = document.titles[texts.language.rawValue] ?? document.slug
    action = SiteURL.policyDocument(document.slug).path
    publishAction = SiteURL.policyVersions(document.slug).path
    report = document.version > 0 ? SiteURL.policyReport(document.slug).path : nil
    reading = SiteURL.policy(document: document.slug).path
    let kept = PolicyProperties(document)
    properties = PolicyPropertiesModel(typed ?? kept, faults, texts)
    meanwhile = compares ? typed.map { PolicyMeanwhileModel(kept, typed: $0, texts) } : nil
    self.notice = notice
    fault = faults.first
    draftVersion = String(answer.draftVersion)
    drafts = Language.allCases.map {
      Draft(
        name: $0.ownName, language: $0.rawValue,
        address: SiteURL.policyDraft(document.slug, language: $0.rawValue).path,
        written: answer.draft[$0.rawValue] != nil)
    }
    complete = drafts.allSatisfy(\.written)
    let versions = answer.versions
    self.versions = versions.indices.map { index in
      let before = index + 1 < versions.count ? versions[index + 1].version : nil
      return Version(versions[index], of: document.slug, before: before, texts)
    }
    none = versions.isEmpty
  }
}

extension PolicyDocumentModel.Version {
  init(
    _ version: Clikc_Identity_V1_PolicyVersion, of slug: String, before: Int32?, _ texts: Texts
  ) {
    revision = String(version.revision)
    kind = texts(version.material ? "web.policies.material" : "web.policies.minor")
    when = texts.moment(version.publishedAt.date)
    publisher = version.publishedBy
    comparison = before.map {
      SiteURL.policyComparison(
        slug, from: Int($0), to: Int(version.version), language: texts.language.rawValue
      ).path
    }
    self.texts = Language.allCases.map {
      PolicyDocumentModel.Reading(
        name: $0.ownName, language: $0.rawValue,
        address: SiteURL.policyVersion(
          slug, version: Int(version.version), language: $0.rawValue
        ).path,
        hash: version.textHashes[$0.rawValue] ?? "")
    }
  }
}

struct PolicyDocumentView: View {
  static let template = "policy-document"

  let model: PolicyDocumentModel
  let list: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: model.title)
    screen.status = status
    screen.trail = [.init(list, .policies), .init(model.title)]
    return screen
  }
}
