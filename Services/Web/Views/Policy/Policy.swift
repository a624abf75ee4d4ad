import IdentityContract
import Localization

/// The site policy in one language.
struct PolicyModel: Equatable, Sendable {
  let version: String
  let number: Int
  let language: String
  let direction: String
  /// Safe HTML.
  let html: String
  let choices: [Choice]
  /// Whether the person is asked to accept it.
  let asks: Bool

  /// A language to read it in.
  struct Choice: Equatable, Sendable {
    let name: String
    let code: String
    let address: String
    let current: Bool
  }

  init(
    _ policy: Clikc_Identity_V1_GetPolicyResponse, asks: Bool, texts: Texts, markdown: Markdown
  ) {
    number = Int(policy.version)
    version = texts("web.policy.version", ["version": String(policy.version)])
    language = policy.language
    direction = (Language(rawValue: policy.language) ?? .english).direction.rawValue
    html = markdown.html(policy.text, headingOffset: 1)
    self.asks = asks
    choices = Language.allCases.map {
      Choice(
        name: $0.ownName, code: $0.rawValue,
        address: SiteURL.policy(language: $0.rawValue).path,
        current: $0.rawValue == policy.language)
    }
  }
}

struct PolicyView: View {
  static let template = "policy"

  let model: PolicyModel
  let title: String

  var screen: Screen {
    var screen = Screen(title: title)
    screen.allowedAt = [.acceptPolicy]
    return screen
  }
}
