import AuthenticationContract
import IdentityContract
import Localization

/// A person's own profile to read.
struct ProfileModel: Equatable, Sendable {
  let name: String
  let initials: String
  let facts: [Fact]
  let about: String?
  let saved: Bool
  /// Whether the person looks at it for the first time.
  let isFirst: Bool

  /// A line of the profile.
  struct Fact: Equatable, Sendable {
    let title: String
    let value: String
  }

  init(_ account: Clikc_Identity_V1_Account, saved: Bool, isFirst: Bool, _ texts: Texts) {
    name = account.name
    initials = Initials.of(account.name)
    self.saved = saved
    self.isFirst = isFirst
    about = account.description_p.isEmpty ? nil : account.description_p
    let language = Language(rawValue: account.language)?.ownName ?? account.language
    let country = account.country.isEmpty ? "" : Countries.name(account.country, texts.language)
    let lines = [
      ("web.username", account.username), ("web.email", account.email),
      ("web.profile.language", language), ("web.profile.city", account.city),
      ("web.profile.country", country), ("web.profile.zone", account.timeZone),
      ("web.people.roles", account.roleNames(texts)),
    ]
    facts = lines.map { key, value in
      Fact(title: texts(key), value: value.isEmpty ? texts("web.profile.empty") : value)
    }
  }
}

struct ProfileView: View {
  static let template = "profile"

  let model: ProfileModel
  let title: String

  var screen: Screen {
    var screen = Screen(title: title)
    screen.allowedAt = [.confirmProfile]
    return screen
  }
}

extension Clikc_Identity_V1_Account {
  /// The roles besides learner, or learner alone.
  func roleNames(_ texts: Texts) -> String {
    let more = roles.map(\.rawValue).filter { $0 > 1 && $0 < 6 }.sorted()
    return texts.list((more.isEmpty ? [1] : more).map { texts("web.role.\($0)") })
  }
}

/// The letters that stand for a person without a photo.
enum Initials {
  static func of(_ name: String) -> String {
    String(name.split(separator: " ").compactMap(\.first).prefix(2))
  }
}
