import IdentityContract

/// The form that replaces a password, or sets one anew by a link from a mail.
struct PasswordModel: Equatable, Sendable {
  let title: String
  let lead: String
  let action: String
  /// Whose password it is; unknown behind a link from a mail.
  let username: String?
  /// Whether the password in force is asked for.
  let asksCurrent: Bool
  let fault: String?
  let currentFault: String?
  let newFault: String?
  let againFault: String?
}

extension PasswordModel {
  /// Changing one's own password.
  init(changing username: String?, mustChange: Bool, _ faults: FieldFaults, _ texts: Texts) {
    self.init(
      title: texts("web.password.title"),
      lead: texts(mustChange ? "web.password.must" : "web.password.may"),
      action: SiteURL.password.path, username: username, asksCurrent: true, fault: faults.form,
      currentFault: faults["current_password"], newFault: faults["new_password"],
      againFault: faults["again"])
  }

  /// Setting a password by the token of a link.
  init(resetting token: String, _ faults: FieldFaults, _ texts: Texts) {
    self.init(
      title: texts("web.reset.title"), lead: texts("web.reset.text"),
      action: SiteURL.reset(token: token).path, username: nil, asksCurrent: false,
      fault: faults.form, currentFault: nil, newFault: faults["new_password"],
      againFault: faults["again"])
  }
}

/// The page of the form.
struct PasswordView: View {
  static let template = "password"

  let model: PasswordModel
  var status = 200

  var screen: Screen {
    var screen = Screen(title: model.title)
    screen.script = "password.js"
    screen.status = status
    screen.sendsReferrer = false
    if model.asksCurrent {
      screen.allowedAt = [.changePassword, .setUpSecondFactor, .acceptPolicy, .confirmProfile]
    }
    return screen
  }
}
