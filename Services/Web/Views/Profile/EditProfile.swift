import Foundation
import IdentityContract
import Localization

/// The profile as a form.
struct EditProfileModel: Equatable, Sendable {
  let values: Values
  let languages: [Choice]
  let countries: [Choice]
  let zones: [ZoneGroup]
  let audiences: [AudienceChoice]
  /// Whether the person looks at it for the first time.
  let isFirst: Bool
  let fault: String?
  let nameFault: String?
  let emailFault: String?
  let cityFault: String?
  let descriptionFault: String?
  let preferredFault: String?
  let interestsFault: String?

  /// What stands in the fields.
  struct Values: Equatable, Sendable {
    var name: String
    var email: String
    var language: String
    var city: String
    var country: String
    var timeZone: String
    var about: String
    var preferredName: String
    /// As typed, separated by commas.
    var interests: String
    var visibility: Clikc_Identity_V1_ProfileVisibility
    var version: Int64
  }

  init(_ values: Values, isFirst: Bool, _ faults: FieldFaults, _ texts: Texts) {
    self.values = values
    self.isFirst = isFirst
    languages = Choice.languages(chosen: values.language)
    countries = Countries.all(texts.language).map {
      Choice(value: $0.code, title: $0.name, chosen: $0.code == values.country)
    }
    zones = ZoneGroup.all(chosen: values.timeZone)
    audiences = AudienceChoice.all(values.visibility, texts)
    // What is chosen from a list has no place of its own for a fault.
    fault =
      faults.form ?? ["language", "country", "time_zone"].lazy.compactMap { faults[$0] }.first
    nameFault = faults["name"]
    emailFault = faults["email"]
    cityFault = faults["city"]
    descriptionFault = faults["description"]
    preferredFault = faults["preferred_name"]
    interestsFault = faults["interests"]
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
  init(_ answer: Clikc_Identity_V1_GetProfileResponse, _ texts: Texts) {
    let account = answer.account
    self.init(
      name: account.name, email: account.email, language: account.language, city: account.city,
      country: account.country, timeZone: account.timeZone, about: account.description_p,
      preferredName: account.preferredName,
      interests: account.interests.joined(separator: texts("web.comma")),
      visibility: answer.visibility, version: account.version)
  }

  init?(_ form: Form) {
    guard let version = Int64(form["version"]) else { return nil }
    self.init(
      name: form["name"], email: form["email"], language: form["language"], city: form["city"],
      country: form["country"], timeZone: form["time_zone"],
      about: form["description"].replacing("\r\n", with: "\n"),
      preferredName: form["preferred_name"], interests: form["interests"],
      visibility: AudienceChoice.visibility(form), version: version)
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
    request.preferredName = preferredName
    request.interests = Self.words(interests)
    request.visibility = visibility
    return request
  }

  /// What was typed between commas of any script.
  private static func words(_ text: String) -> [String] {
    text.split { ",،、;؛\n".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
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
