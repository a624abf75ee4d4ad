import IdentityContract
import Localization

/// The form that makes an account.
struct NewPersonModel: Equatable, Sendable {
  var name = ""
  var username = ""
  var email = ""
  let languages: [Choice]
  /// Empty for who has one administration only.
  let administrations: [Choice]
  let administers: Bool
  let isTutor: Bool
  let fault: String?
  let nameFault: String?
  let usernameFault: String?
  let emailFault: String?
  let administrationFault: String?

  init(
    _ form: Form, _ faults: FieldFaults, names: [Clikc_Identity_V1_AdministrationName] = [],
    _ texts: Texts
  ) {
    name = form["name"]
    username = form["username"]
    email = form["email"]
    languages = Choice.languages(chosen: form.value("language") ?? texts.language.rawValue)
    isTutor = form["tutor"] == "1"
    fault = faults.form ?? faults["language"] ?? faults["roles"]
    nameFault = faults["name"]
    usernameFault = faults["username"]
    emailFault = faults["email"]
    administrations = Choice.administrations(names, chosen: form["administration"])
    administers = !administrations.isEmpty
    administrationFault = faults["administration_id"]
  }
}

struct NewPersonView: View {
  static let template = "new-person"

  let model: NewPersonModel
  let title: String
  let people: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.trail = [.init(people, .people()), .init(title)]
    screen.status = status
    return screen
  }
}
