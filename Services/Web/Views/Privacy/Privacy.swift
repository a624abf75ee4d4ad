import Foundation
import IdentityContract
import Localization
import SwiftProtobuf

/// What a person accepted, and what they can do with their data.
struct PrivacyModel: Equatable, Sendable {
  let notice: String?
  let documents: [Document]
  let answers: [Answer]
  let noAnswers: Bool
  let erasure: ErasureModel

  /// A document in force, and where the person stands with it.
  struct Document: Equatable, Sendable {
    let title: String
    let address: String
    let kind: String
    let state: String
    let good: Bool
    let due: Bool
    /// Where a YES is taken back; nil where there is none to take back.
    let withdrawal: String?
    let withdrawalLabel: String
  }

  /// An answer that was given.
  struct Answer: Equatable, Sendable {
    let title: String
    let version: String
    let answer: String
    let when: String
    let language: String
    let reading: String
    let hash: String
    /// Where it is as a statement to keep, in the page's language.
    let statement: String
    let statementLabel: String
  }

  init(
    _ policies: Clikc_Identity_V1_ListMyPoliciesResponse, _ erasure: Clikc_Identity_V1_Erasure,
    notice: String?, _ texts: Texts
  ) {
    self.notice = notice
    documents = policies.policies.map { Document($0, texts) }
    answers = policies.answers.map { Answer($0, texts) }
    noAnswers = answers.isEmpty
    self.erasure = ErasureModel(erasure, texts)
  }
}

extension PrivacyModel.Document {
  init(_ mine: Clikc_Identity_V1_MyPolicy, _ texts: Texts) {
    title = mine.policy.title
    address = SiteURL.policy(document: mine.policy.slug).path
    kind = texts.policyKind(mine.policy.required)
    good = mine.accepted
    due = mine.due
    state = texts(
      mine.due
        ? "web.policies.due" : mine.accepted ? "web.policies.accepted" : "web.policies.declined")
    withdrawal =
      mine.accepted && !mine.policy.required
      ? SiteURL.withdrawal(mine.policy.slug).path : nil
    withdrawalLabel = texts("web.privacy.withdraw-one", ["title": mine.policy.title])
  }
}

extension PrivacyModel.Answer {
  init(_ given: Clikc_Identity_V1_PolicyAnswer, _ texts: Texts) {
    title = given.title
    version = String(given.revision)
    answer = texts(
      given.withdrawn
        ? "web.privacy.withdrawn"
        : given.accepted ? "web.policies.accepted" : "web.policies.declined")
    when = texts.moment(given.answeredAt.date)
    language = Language(rawValue: given.language)?.ownName ?? given.language
    reading =
      SiteURL.policyVersion(
        given.slug, version: Int(given.version), language: given.language
      ).path
    hash = given.textHash
    statement =
      SiteURL.policyStatement(
        version: Int(given.version), language: texts.language.rawValue
      ).path
    statementLabel = texts("web.statement.of", ["title": given.title])
  }
}

/// What became of an earlier request for erasure; while one waits, this page is closed.
struct ErasureModel: Equatable, Sendable {
  /// Why it was refused; nil when it was not.
  let refusal: String?

  init(_ erasure: Clikc_Identity_V1_Erasure, _ texts: Texts) {
    refusal =
      erasure.state == .refused
      ? texts("web.privacy.erasure-refused", ["answer": erasure.answer]) : nil
  }
}

struct PrivacyView: View {
  static let template = "privacy"

  let model: PrivacyModel
  let title: String

  var screen: Screen {
    var screen = Screen(title: title)
    screen.allowedAt = [.acceptPolicy, .confirmProfile]
    return screen
  }
}
