package import Foundation

/// An account as it is kept. Its texts were checked when they were written.
package struct Account: Equatable, Sendable {
  package let id: UUID
  package var username: String
  package var email: String
  package var name: String
  package var language: String
  package var administration: UUID?
  package var roles: Set<SiteRole>
  package var city: String
  package var country: String
  package var timeZone: String
  package var description: String
  /// Whether the person has looked at the profile once.
  package var profileConfirmed: Bool
  /// Grows by one at every change of the profile.
  package var version: Int64
  package let createdAt: Date
  package var details: ProfileDetails

  /// An account as it was stored.
  package init(
    id: UUID, username: String, email: String, name: String, language: String,
    administration: UUID?, roles: Set<SiteRole>, city: String, country: String, timeZone: String,
    description: String, profileConfirmed: Bool, version: Int64, createdAt: Date,
    details: ProfileDetails = ProfileDetails()
  ) {
    self.id = id
    self.username = username
    self.email = email
    self.name = name
    self.language = language
    self.administration = administration
    self.roles = roles
    self.city = city
    self.country = country
    self.timeZone = timeZone
    self.description = description
    self.profileConfirmed = profileConfirmed
    self.version = version
    self.createdAt = createdAt
    self.details = details
  }

  /// A new account: its profile is empty and waits for the person's first look.
  package init(id: UUID, creation: AccountCreation, now: Date) {
    self.init(
      id: id, username: creation.username.text, email: creation.email.text,
      name: creation.name.text, language: creation.language.rawValue,
      administration: creation.administration, roles: creation.roles, city: "", country: "",
      timeZone: TimeZoneName.universal.text, description: "", profileConfirmed: false, version: 1,
      createdAt: now)
  }

  /// The account after its owner sent the profile form: the first time confirms the profile.
  package func changed(by change: ProfileChange) -> Account {
    var account = self
    account.name = change.name.text
    account.email = change.email.text
    account.language = change.language.rawValue
    account.city = change.city.text
    account.country = change.country?.text ?? ""
    account.timeZone = change.timeZone.text
    account.description = change.description.text
    account.details.preferredName = change.preferredName.text
    account.details.interests = change.interests
    account.details.visibility = change.visibility
    account.profileConfirmed = true
    account.version += 1
    return account
  }

  /// What lists are searched by: names, username and address, folded.
  package var searchText: String {
    Self.folded("\(name) \(username) \(email) \(details.preferredName)")
  }

  /// `text` without case and accents, so that "jose" finds "José".
  package static func folded(_ text: String) -> String {
    text.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
  }
}
