/// The login form.
struct SignInModel: Equatable, Sendable {
  /// What was typed before, to correct it.
  var username = ""
  /// Where to go afterwards, a path of this site.
  var target: String?
  /// Why the last try failed.
  var fault: String?
  /// What happened before, such as a password set anew.
  var notice: String?
  /// Whether the site remembers devices, so that staying logged in is offered.
  let remembers: Bool
  /// Whether that was chosen.
  var remember = false

  init(
    username: String = "", target: String? = nil, fault: String? = nil, notice: String? = nil,
    remembers: Bool, remember: Bool = false
  ) {
    self.remembers = remembers
    self.remember = remember
    self.username = username
    self.target = target
    self.fault = fault
    self.notice = notice
  }
}

/// The login form on a page of its own: after a failed try, and before a page that needs a session.
struct SignInView: View {
  static let template = "sign-in"

  /// The form, under the name it has on the front page too.
  struct Model: Sendable {
    let signIn: SignInModel
  }

  let model: Model
  let title: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    return screen
  }
}

/// A path of this site to go to after a form; nil for anything that could lead elsewhere.
func localPath(_ text: String) -> String? {
  guard text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
    text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }), text.count <= 2000
  else { return nil }
  return text
}
