import IdentityContract
import NotificationContract
import SwiftProtobuf

/// The question whether all mail is to go to an address again, with what is known of it.
struct SuppressionModel: Equatable, Sendable {
  let held: HeldAddress
  let action: String
  let back: String

  /// `names` are the administrations that are told apart.
  init(
    _ found: Clikc_Notification_V1_SuppressedAddress,
    names: [Clikc_Identity_V1_AdministrationName] = [], from origin: SuppressionOrigin,
    _ texts: Texts
  ) {
    let homes = Dictionary(names.map { ($0.id, $0.name) }) { first, _ in first }
    held = HeldAddress(found, homes: homes, texts)
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
