import AuthenticationContract
import Hummingbird
import IdentityContract
import SwiftProtobuf

/// The forms that change a person: names, administration, roles.
func addPersonFormRoutes(to router: Router<WebContext>, site: Site) {
  for kind in PersonFormKind.allCases {
    let path = RouterPath("/people/:account/\(kind.rawValue)")
    router.get(path) { _, context in
      let visit = try context.requireVisit()
      let account = try context.parameter("account")
      let answer = try await visit.gateway.call(.getPerson, .with { $0.accountID = account })
      return try await show(kind, answer, Form(), FieldFaults(), visit, site)
    }
    router.post(path) { _, context in
      try await send(kind, try context.parameter("account"), context.form, context, site)
    }
  }
}

/// What a form changes; its name is the end of its address.
enum PersonFormKind: String, CaseIterable, Sendable {
  case names
  case administration
  case roles

  /// The word of the address the person's page says what was done by.
  var done: String {
    switch self {
    case .names: "renamed"
    case .administration: "moved"
    case .roles: "roles"
    }
  }
}

private func show(
  _ kind: PersonFormKind, _ answer: Clikc_Identity_V1_GetPersonResponse, _ form: Form,
  _ faults: FieldFaults, _ visit: Visit, _ site: Site, status: Int = 200
) async throws -> Response {
  let names = kind == .administration ? try await administrationNames(visit) : []
  let view = PersonFormView(
    model: PersonFormModel(
      kind, answer.person.account, form, faults, names: names, administers: visit.administers,
      visit.texts),
    account: answer.person.account.id, people: visit.texts("web.people.title"), status: status)
  return try await site.respond(view, to: visit)
}

private func send(
  _ kind: PersonFormKind, _ account: String, _ form: Form, _ context: WebContext, _ site: Site
) async throws -> Response {
  let visit = try context.requireVisit()
  do {
    let seen = try await change(kind, account, form, visit)
    // A coordinator sees no more of who was moved away.
    let next = seen ? SiteURL.person(account).path : SiteURL.people().path
    return seeOther(path: next + "?done=\(kind.done)")
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    var faults = FieldFaults(refusal, visit.texts)
    if refusal.reason == "USERNAME_TAKEN" { faults = faults.moving(formTo: "username") }
    let answer = try await visit.gateway.call(.getPerson, .with { $0.accountID = account })
    return try await show(kind, answer, form, faults, visit, site, status: 422)
  }
}

/// Makes the change; false when the person is out of the caller's reach afterwards.
private func change(
  _ kind: PersonFormKind, _ account: String, _ form: Form, _ visit: Visit
) async throws -> Bool {
  let version = Int64(form["version"]) ?? 0
  switch kind {
  case .names:
    _ = try await visit.gateway.call(
      .renamePerson,
      .with {
        $0.accountID = account
        $0.name = form["name"]
        $0.username = form["username"]
        $0.email = form["email"]
        $0.version = version
      })
    return true
  case .administration:
    _ = try await visit.gateway.call(
      .movePerson,
      .with {
        $0.accountID = account
        $0.administrationID = form["administration"]
        $0.version = version
      })
    return visit.administers
  case .roles:
    _ = try await visit.gateway.call(
      .setRoles,
      .with {
        $0.accountID = account
        // What is no role is sent on, and refused, rather than left out.
        $0.roles = form.all("role").map {
          Int($0).flatMap(Clikc_Authentication_V1_Role.init(rawValue:)) ?? .UNRECOGNIZED(-1)
        }
        $0.version = version
      })
    return true
  }
}
