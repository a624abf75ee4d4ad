package import Foundation

/// What a person or those who look after them may change of an account, by the names of the contract, in the order of
/// the form.
package enum AccountField: String, CaseIterable, Sendable {
  case name
  case username
  case email
  case language
  case city
  case country
  case timeZone = "time_zone"
  case description
  case preferredName = "preferred_name"
  case interests
  case visibility
}

extension Account {
  /// What of a profile differs from `before`. The audit log keeps the names and no value: its entries outlast the person.
  package func changedFields(since before: Account) -> [AccountField] {
    AccountField.allCases.filter { field in
      switch field {
      case .name: name != before.name
      case .username: username != before.username
      case .email: email != before.email
      case .language: language != before.language
      case .city: city != before.city
      case .country: country != before.country
      case .timeZone: timeZone != before.timeZone
      case .description: description != before.description
      case .preferredName: details.preferredName != before.details.preferredName
      case .interests: details.interests != before.details.interests
      case .visibility: details.visibility != before.details.visibility
      }
    }
  }
}
