/// A page with a sentence and the way on: after a password was changed, a mail sent, a policy declined.
struct ConfirmationModel: Equatable, Sendable {
  let title: String
  let text: String
  let next: String?
  let nextTitle: String?
  /// Whether the address to write to is shown, for those whose difficulty goes on.
  var showsContact = false
  /// Whether logging out is offered.
  var offersSignOut = false
  /// Whether the page about one's data is offered.
  var offersPrivacy = false
}

struct ConfirmationView: View {
  static let template = "confirmation"

  let model: ConfirmationModel
  var allowedAt: [Gate] = []

  var screen: Screen {
    var screen = Screen(title: model.title)
    screen.allowedAt = allowedAt
    return screen
  }
}
