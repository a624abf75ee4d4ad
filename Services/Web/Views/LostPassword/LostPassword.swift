/// The two small forms of who lost a password.
struct LostPasswordModel: Equatable, Sendable {
  var username = ""
  var email = ""
  let fault: String?
  let usernameFault: String?
  let emailFault: String?

  init(username: String = "", email: String = "", _ faults: FieldFaults = FieldFaults()) {
    self.username = username
    self.email = email
    fault = faults.form
    usernameFault = faults["username"]
    emailFault = faults["email"]
  }
}

struct LostPasswordView: View {
  static let template = "lost-password"

  let model: LostPasswordModel
  let title: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    return screen
  }
}
