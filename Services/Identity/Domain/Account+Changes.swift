package import Foundation

extension Account {
  /// What of a profile differs from `before`, by the names of the contract, in the order of the form. The audit log
  /// keeps these and no value: its entries outlast the person.
  package func changedFields(since before: Account) -> [String] {
    let fields: [(String, Bool)] = [
      ("name", name != before.name), ("username", username != before.username),
      ("email", email != before.email), ("language", language != before.language),
      ("city", city != before.city), ("country", country != before.country),
      ("time_zone", timeZone != before.timeZone),
      ("description", description != before.description),
      ("preferred_name", details.preferredName != before.details.preferredName),
      ("interests", details.interests != before.details.interests),
      ("visibility", details.visibility != before.details.visibility),
    ]
    return fields.filter(\.1).map(\.0)
  }
}
