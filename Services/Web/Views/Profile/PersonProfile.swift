import Hummingbird
import IdentityContract
import Localization
import SwiftProtobuf

/// Another person's profile, as far as they show it.
struct PersonProfileModel: Equatable, Sendable {
  let face: FaceModel
  /// What the person wants to be called, else the name.
  let shownName: String
  /// The name when it is another.
  let fullName: String?
  let facts: [ProfileModel.Fact]
  let about: String?
  /// Whether nothing but the name is shown.
  let isBare: Bool

  init(_ person: Clikc_Identity_V1_ShowProfileResponse, _ texts: Texts) {
    shownName = person.preferredName.isEmpty ? person.name : person.preferredName
    fullName = person.preferredName.isEmpty ? nil : person.name
    face = FaceModel(name: shownName, photo: person.photo.large, texts)
    let country = person.country.isEmpty ? "" : Countries.name(person.country, texts.language)
    let lines = [
      ("web.email", person.email), ("web.profile.city", person.city),
      ("web.profile.country", country), ("web.profile.zone", person.timeZone),
      ("web.profile.interests", person.interests.joined(separator: texts("web.comma"))),
    ]
    facts = lines.filter { !$0.1.isEmpty }.map { .init(title: texts($0.0), value: $0.1) }
    about = person.description_p.isEmpty ? nil : person.description_p
    isBare = facts.isEmpty && about == nil
  }
}

struct PersonProfileView: View {
  static let template = "person-profile"

  let model: PersonProfileModel

  var screen: Screen { Screen(title: model.shownName) }
}

/// Other people's profiles.
func addPersonProfileRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/profiles/:account") { _, context in
    let visit = try context.requireVisit()
    let account = try context.parameter("account")
    let person = try await visit.gateway.call(.showProfile, .with { $0.accountID = account })
    return try await site.respond(
      PersonProfileView(model: PersonProfileModel(person, visit.texts)), to: visit)
  }
}
