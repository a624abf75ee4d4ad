import AuthenticationContract
import IdentityContract

/// A form that changes a person: names, administration or roles.
struct PersonFormModel: Equatable, Sendable {
  let action: String
  let person: String
  /// Whose account it is.
  let name: String
  let title: String
  let version: String
  let fault: String?
  let names: Names?
  let move: Move?
  let roles: Roles?

  struct Names: Equatable, Sendable {
    let name: String
    let username: String
    let email: String
    let nameFault: String?
    let usernameFault: String?
    let emailFault: String?
  }

  struct Move: Equatable, Sendable {
    let administrations: [Choice]
    /// Whether no administration at all may be chosen.
    let mayBeNone: Bool
    let fault: String?
  }

  struct Roles: Equatable, Sendable {
    let choices: [Choice]
    /// Roles the person has that the caller may neither give nor take: they are sent along.
    let kept: [String]
  }

  init(
    _ kind: PersonFormKind, _ account: Clikc_Identity_V1_Account, _ form: Form,
    _ faults: FieldFaults, names: [Clikc_Identity_V1_AdministrationName], administers: Bool,
    _ texts: Texts
  ) {
    action = SiteURL.personForm(account.id, kind.rawValue).path
    person = SiteURL.person(account.id).path
    name = account.name
    version = form.value("version") ?? String(account.version)
    fault = faults.form ?? faults["version"] ?? faults["roles"]
    switch kind {
    case .names: title = texts("web.person.rename")
    case .administration: title = texts("web.person.move")
    case .roles: title = texts("web.person.roles")
    }
    self.names = kind == .names ? Names(account, form, faults) : nil
    move =
      kind == .administration
      ? Move(
        administrations: Choice.administrations(
          names, chosen: form.value("administration") ?? account.administrationID),
        mayBeNone: administers, fault: faults["administration_id"]) : nil
    roles = kind == .roles ? Roles(account, form, administers: administers, texts) : nil
  }
}

extension PersonFormModel.Names {
  init(_ account: Clikc_Identity_V1_Account, _ form: Form, _ faults: FieldFaults) {
    let isNew = form.value("version") == nil
    self.init(
      name: isNew ? account.name : form["name"],
      username: isNew ? account.username : form["username"],
      email: isNew ? account.email : form["email"], nameFault: faults["name"],
      usernameFault: faults["username"], emailFault: faults["email"])
  }
}

extension PersonFormModel.Roles {
  /// The roles the caller may give, besides learner, which everybody has.
  init(_ account: Clikc_Identity_V1_Account, _ form: Form, administers: Bool, _ texts: Texts) {
    let held =
      form.value("version") == nil
      ? account.roles.map(\.rawValue) : form.all("role").compactMap { Int($0) }
    let given = administers ? 2...5 : 2...2
    choices = given.map {
      Choice(value: String($0), title: texts("web.role.\($0)"), chosen: held.contains($0))
    }
    kept = account.roles.map(\.rawValue).filter { $0 > 1 && !given.contains($0) }
      .map { String($0) }
  }
}

struct PersonFormView: View {
  static let template = "person-form"

  let model: PersonFormModel
  let account: String
  let people: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: model.title)
    screen.status = status
    screen.trail = [
      .init(people, .people()), .init(model.name, .person(account)), .init(model.title),
    ]
    return screen
  }
}
