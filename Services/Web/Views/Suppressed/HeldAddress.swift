import IdentityContract
import NotificationContract
import SwiftProtobuf

/// What is known of an address on hold.
struct HeldAddress: Equatable, Sendable {
  let address: String
  let people: [Owner]
  let isNobodys: Bool
  let reason: String
  /// What the mail server said; nil when it is not known.
  let answer: String?
  let since: String
  let ends: String

  /// Whose address it is.
  struct Owner: Equatable, Sendable {
    let name: String
    let page: String
    /// Nil where administrations are not told apart.
    let administration: String?
  }

  /// `homes` are the names of the administrations that are told apart, by id.
  init(
    _ found: Clikc_Notification_V1_SuppressedAddress, homes: [String: String], _ texts: Texts
  ) {
    address = found.address
    people = found.people.map { person in
      Owner(
        name: person.name, page: SiteURL.person(person.accountID).path,
        administration: homes[person.administrationID])
    }
    isNobodys = people.isEmpty
    reason = texts.undelivered(found.reason)
    answer = found.answer.isEmpty ? nil : found.answer
    since = texts.moment(found.suppressedAt.date)
    ends = texts.moment(found.endsAt.date)
  }
}
