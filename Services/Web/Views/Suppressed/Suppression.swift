import IdentityContract
import NotificationContract
import SwiftProtobuf

/// The question whether all mail is to go to an address again, with what is known of it.
struct SuppressionModel: Equatable, Sendable {
  let address: String
  let people: [SuppressedPerson]
  let isNobodys: Bool
  let reason: String
  /// What the mail server said; nil when it is not known.
  let answer: String?
  let since: String
  let ends: String
  let action: String
  let back: String

  /// `names` are the administrations that are told apart.
  init(
    _ found: Clikc_Notification_V1_SuppressedAddress,
    names: [Clikc_Identity_V1_AdministrationName] = [], from origin: SuppressionOrigin,
    _ texts: Texts
  ) {
    let homes = Dictionary(names.map { ($0.id, $0.name) }) { first, _ in first }
    address = found.address
    people = found.people.map { SuppressedPerson($0, homes: homes) }
    isNobodys = people.isEmpty
    reason = texts.undelivered(found.reason)
    answer = found.answer.isEmpty ? nil : found.answer
    since = texts.moment(found.suppressedAt.date)
    ends = texts.moment(found.endsAt.date)
    action = SiteURL.suppression(found.id, from: origin).path
    back = origin.back().path
  }
}

struct SuppressionView: View {
  static let template = "suppression"

  let model: SuppressionModel
  let title: String
  let people: String
  let list: String

  var screen: Screen {
    var screen = Screen(title: title)
    screen.trail = [.init(people, .people()), .init(list, .suppressed()), .init(title)]
    return screen
  }
}
