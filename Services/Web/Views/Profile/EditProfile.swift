import IdentityContract
import Localization

/// The profile as a form.
struct EditProfileModel: Equatable, Sendable {
  let values: Values
  let languages: [Choice]
  let countries: [Choice]
  let zones: [Choice]
  /// Whether the person looks at it for the first time.
  let isFirst: Bool
  let fault: String?
  let nameFault: String?
  let emailFault: String?
  let cityFault: String?
  let descriptionFault: String?

  /// What stands in the fields.
  struct Values: Equatable, Sendable {
    var name: String
    var email: String
    var language: String
    var city: String
    var country: String
    var timeZone: String
    var about: String
    var version: Int64
  }

  init(_ values: Values, isFirst: Bool, _ faults: FieldFaults, _ texts: Texts) {
    self.values = values
    self.isFirst = isFirst
    languages = Choice.languages(chosen: values.language)
    countries = Countries.all(texts.language).map {
      Choice(value: $0.code, title: $0.name, chosen: $0.code == values.country)
    }
    zones = Countries.timeZones.map {
      Choice(value: $0, title: $0, chosen: $0 == values.timeZone)
    }
    fault = faults.form
    nameFault = faults["name"]
    emailFault = faults["email"]
    cityFault = faults["city"]
    descriptionFault = faults["description"]
  }
}

/// An item of a list to choose from.
struct Choice: Equatable, Sendable {
  let value: String
  let title: String
  let chosen: Bool

  /// The five languages, each in its own words.
  static func languages(chosen: String) -> [Choice] {
    Language.allCases.map {
      Choice(value: $0.rawValue, title: $0.ownName, chosen: $0.rawValue == chosen)
    }
  }
}

extension EditProfileModel.Values {
  init(_ account: Clikc_Identity_V1_Account) {
    self.init(
      name: account.name, email: account.email, language: account.language, city: account.city,
      country: account.country, timeZone: account.timeZone, about: account.description_p,
      version: account.version)
  }

  init?(_ form: Form) {
    guard let version = Int64(form["version"]) else { return nil }
    self.init(
      name: form["name"], email: form["email"], language: form["language"], city: form["city"],
      country: form["country"], timeZone: form["time_zone"],
      about: form["description"].replacing("\r\n", with: "\n"), version: version)
  }

  var request: Clikc_Identity_V1_UpdateProfileRequest {
    var request = Clikc_Identity_V1_UpdateProfileRequest()
    request.name = name
    request.email = email
    request.language = language
    request.city = city
    request.country = country
    request.timeZone = timeZone
    request.description_p = about
    request.version = version
    return request
  }
}

struct EditProfileView: View {
  static let template = "edit-profile"

  let model: EditProfileModel
  let title: String
  let profileTitle: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    screen.allowedAt = [.confirmProfile]
    if !model.isFirst { screen.trail = [.init(profileTitle, .profile), .init(title)] }
    return screen
  }
}
