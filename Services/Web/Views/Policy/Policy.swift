import Foundation
import IdentityContract
import Localization
import SwiftProtobuf

/// A document in one language, and the others there are.
struct PolicyModel: Equatable, Sendable {
  let title: String
  let slug: String
  let version: String
  let number: Int
  let language: String
  let direction: String
  /// Safe HTML.
  let html: String
  let choices: [Choice]
  let documents: [Document]
  /// Whether there is more than one document.
  let several: Bool
  /// Whether the person is asked to answer it.
  let asks: Bool
  /// What they are asked.
  let question: String
  let required: Bool
  /// Who is signed in finds their answers here.
  let privacy: String?

  /// A language to read it in.
  struct Choice: Equatable, Sendable {
    let name: String
    let code: String
    let address: String
    let current: Bool
  }

  /// A document in force.
  struct Document: Equatable, Sendable {
    let title: String
    let address: String
    let current: Bool
    let due: Bool
  }

  init(
    _ answer: Clikc_Identity_V1_ReadPolicyResponse, in code: String, among shelf: PolicyShelf,
    texts: Texts, markdown: Markdown
  ) {
    let policy = answer.policy
    title = policy.title
    slug = policy.slug
    number = Int(policy.version)
    let when = policy.hasPublishedAt ? texts.day(policy.publishedAt.date) : ""
    version = texts(
      "web.policies.version-of", ["version": String(policy.revision), "day": when])
    language = code
    direction = (Language(rawValue: code) ?? .english).direction.rawValue
    html = markdown.html(answer.text, headingOffset: 1)
    required = policy.required
    asks = shelf.due.contains(policy.slug)
    question = texts(policy.required ? "web.policies.ask-required" : "web.policies.ask-optional")
    privacy = shelf.isPersons ? SiteURL.privacy.path : nil
    choices = Language.allCases.map {
      Choice(
        name: $0.ownName, code: $0.rawValue,
        address: SiteURL.policy(language: $0.rawValue, document: policy.slug).path,
        current: $0.rawValue == code)
    }
    documents = shelf.policies.map {
      Document(
        title: $0.title, address: SiteURL.policy(document: $0.slug).path,
        current: $0.slug == policy.slug, due: shelf.due.contains($0.slug))
    }
    several = documents.count > 1
  }
}

/// The documents in force, and which of them the person still has to answer.
struct PolicyShelf: Equatable, Sendable {
  var policies: [Clikc_Identity_V1_Policy]
  var due: Set<String> = []
  /// Whether somebody is signed in.
  var isPersons = false

  /// The document asked for, else the first that is due, else the first.
  func chosen(_ slug: String?) -> Clikc_Identity_V1_Policy? {
    if let slug { return policies.first { $0.slug == slug } }
    return policies.first { due.contains($0.slug) } ?? policies.first
  }
}

struct PolicyView: View {
  static let template = "policy"

  let model: PolicyModel

  var screen: Screen {
    var screen = Screen(title: model.title)
    screen.allowedAt = [.acceptPolicy]
    return screen
  }
}
