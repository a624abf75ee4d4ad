import AuthenticationContract
import IdentityContract
import Localization

/// A person's own profile to read.
struct ProfileModel: Equatable, Sendable {
  let name: String
  let face: FaceModel
  let facts: [Fact]
  let about: String?
  let aboutAudience: String
  let notice: String?
  /// Whether there is no photo.
  let isBare: Bool
  /// The same profile as others see it.
  let others: String
  /// Whether the person looks at it for the first time.
  let isFirst: Bool

  /// A line of the profile.
  struct Fact: Equatable, Sendable {
    let title: String
    let value: String
    /// Who sees it; nil where that is not the person's choice.
    var audience: String?
  }

  init(
    _ answer: Clikc_Identity_V1_GetProfileResponse, notice: String?, isFirst: Bool, _ texts: Texts
  ) {
    let account = answer.account
    let visibility = answer.visibility
    name = account.name
    face = FaceModel(name: account.shownName, photo: account.photo.large, texts)
    isBare = !account.hasPhoto
    others = SiteURL.personProfile(account.id).path
    self.notice = notice
    self.isFirst = isFirst
    aboutAudience = texts.audience(visibility.description_p)
    about = account.description_p.isEmpty ? nil : account.description_p
    let language = Language(rawValue: account.language)?.ownName ?? account.language
    let country = account.country.isEmpty ? "" : Countries.name(account.country, texts.language)
    let interests = account.interests.joined(separator: texts("web.comma"))
    let lines: [(String, String, Clikc_Identity_V1_ProfileAudience?)] = [
      ("web.username", account.username, nil),
      ("web.profile.preferred-name", account.preferredName, nil),
      ("web.email", account.email, visibility.email), ("web.profile.language", language, nil),
      ("web.profile.city", account.city, visibility.city),
      ("web.profile.country", country, visibility.country),
      ("web.profile.zone", account.timeZone, visibility.timeZone),
      ("web.profile.interests", interests, visibility.interests),
      ("web.people.roles", account.roleNames(texts), nil),
    ]
    facts = lines.map { key, value, audience in
      Fact(
        title: texts(key), value: value.isEmpty ? texts("web.profile.empty") : value,
        audience: audience.map(texts.audience))
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

extension Texts {
  /// Who sees a field, in the reader's words.
  func audience(_ audience: Clikc_Identity_V1_ProfileAudience) -> String {
    self("web.audience.\((1...4).contains(audience.rawValue) ? audience.rawValue : 4)")
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
