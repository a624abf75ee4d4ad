/// A checked profile form; every field replaces the one before.
package struct ProfileChange: Equatable, Sendable {
  package static let longestCity = 120
  package static let longestDescription = 2000
  package static let longestPreferredName = 120

  package let name: PersonName
  package let email: EmailAddress
  package let language: Language
  package let city: FreeText
  /// nil when the person names none.
  package let country: CountryCode?
  package let timeZone: TimeZoneName
  package let description: FreeText
  /// Empty when the name will do.
  package let preferredName: FreeText
  package let interests: Interests
  package let visibility: ProfileVisibility

  /// Checks every field and reports all faults at once. No time zone means UTC. `changes` say who sees which
  /// field from now on, the rest stays as it was `before`.
  package init(
    name: String, email: String, language: String, city: String, country: String,
    timeZone: String, description: String, preferredName: String = "", interests: [String] = [],
    showing changes: [ProfileField: ProfileAudience] = [:], before: ProfileVisibility = .usual
  ) throws(FieldFaults) {
    var check = FieldCheck()
    let name = check.value("name") { () throws(FieldFault) in try PersonName(name) }
    let email = check.value("email") { () throws(FieldFault) in try EmailAddress(email) }
    let language = check.value("language") { () throws(FieldFault) in try Language(code: language) }
    let city = check.value("city") { () throws(FieldFault) in
      try FreeText(city, longest: Self.longestCity, lines: false)
    }
    let country = check.value("country") { () throws(FieldFault) in
      try country.isEmpty ? CountryCode?.none : CountryCode(country)
    }
    let zone = check.value("time_zone") { () throws(FieldFault) in
      try timeZone.isEmpty ? .universal : TimeZoneName(timeZone)
    }
    let description = check.value("description") { () throws(FieldFault) in
      try FreeText(description, longest: Self.longestDescription, lines: true)
    }
    let preferred = check.value("preferred_name") { () throws(FieldFault) in
      try FreeText(preferredName, longest: Self.longestPreferredName, lines: false)
    }
    let interests = check.value("interests") { () throws(FieldFault) in try Interests(interests) }
    let visibility = check.value("visibility.email") { () throws(FieldFault) in
      try before.changed(by: changes)
    }
    guard let name, let email, let language, let city, let country, let zone, let description,
      let preferred, let interests, let visibility
    else { throw FieldFaults(faults: check.faults) }
    self.name = name
    self.email = email
    self.language = language
    self.city = city
    self.country = country
    self.timeZone = zone
    self.description = description
    self.preferredName = preferred
    self.interests = interests
    self.visibility = visibility
  }
}
