import Foundation
import IdentityContract
import Localization
import SwiftProtobuf

/// The form by which somebody asks for an account.
struct RequestAccountModel: Equatable, Sendable {
  let name: String
  let email: String
  let administrations: [Choice]
  let noneChosen: Bool
  let languages: [Choice]
  let reason: String
  let fault: String?
  let nameFault: String?
  let emailFault: String?
  let administrationFault: String?
  let reasonFault: String?

  init(
    _ form: Form, _ faults: FieldFaults, names: [Clikc_Identity_V1_AdministrationName],
    _ texts: Texts
  ) {
    name = form["name"]
    email = form["email"]
    administrations = Choice.administrations(names, chosen: form["administration"])
    noneChosen = !administrations.contains(where: \.chosen)
    languages = Choice.languages(chosen: form.value("language") ?? texts.language.rawValue)
    reason = form["reason"]
    fault = faults.form ?? faults["language"]
    nameFault = faults["name"]
    emailFault = faults["email"]
    administrationFault = faults["administration_id"]
    reasonFault = faults["reason"]
  }
}

struct RequestAccountView: View {
  static let template = "request-account"

  let model: RequestAccountModel
  let title: String
  let home: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    screen.trail = [.init(home, .front), .init(title)]
    return screen
  }
}

/// The requests a coordinator decides.
struct RequestsModel: Equatable, Sendable {
  let tabs: [Tab]
  let rows: [Row]
  let none: Bool
  let next: String?

  /// Requests of a state.
  struct Tab: Equatable, Sendable {
    let title: String
    let address: String
    let current: Bool
  }

  /// A request.
  struct Row: Equatable, Sendable {
    let name: String
    let address: String
    let email: String
    let reason: String
    let since: String
  }

  init(
    _ answer: Clikc_Identity_V1_ListAccountRequestsResponse, state: Int, _ texts: Texts
  ) {
    tabs = (1...3).map {
      Tab(
        title: texts("web.requests.state-\($0)"), address: SiteURL.requests(state: $0).path,
        current: $0 == state)
    }
    rows = answer.requests.map {
      Row(
        name: $0.name, address: SiteURL.request($0.id).path, email: $0.email, reason: $0.reason,
        since: texts.moment($0.requestedAt.date))
    }
    none = rows.isEmpty
    next =
      answer.nextPageToken.isEmpty
      ? nil : SiteURL.requests(state: state, page: answer.nextPageToken).path
  }
}

struct RequestsView: View {
  static let template = "requests"

  let model: RequestsModel
  let title: String

  var screen: Screen { Screen(title: title) }
}

/// One request and the forms that decide it.
struct RequestModel: Equatable, Sendable {
  let name: String
  let facts: [PersonModel.Fact]
  let reason: String
  let waits: Bool
  let approve: String
  let refuse: String
  let username: String
  let usernameFault: String?
  let refusal: String
  let refusalFault: String?
  let known: [Known]
  let isKnown: Bool
  let fault: String?

  /// An account with the same address.
  struct Known: Equatable, Sendable {
    let name: String
    let address: String
  }

  init(
    _ answer: Clikc_Identity_V1_GetAccountRequestResponse, _ form: Form, _ faults: FieldFaults,
    _ texts: Texts
  ) {
    let request = answer.request
    name = request.name
    facts = Self.facts(answer, texts)
    reason = request.reason
    waits = request.state == .waiting
    approve = SiteURL.requestDecision(request.id, "approve").path
    refuse = SiteURL.requestDecision(request.id, "refuse").path
    username = form.value("username") ?? answer.proposedUsername
    usernameFault = faults["username"]
    refusal = form["reason"]
    refusalFault = faults["reason"]
    known = answer.known.map { Known(name: $0.name, address: SiteURL.person($0.id).path) }
    isKnown = !known.isEmpty
    fault = faults.form
  }

  private static func facts(
    _ answer: Clikc_Identity_V1_GetAccountRequestResponse, _ texts: Texts
  ) -> [PersonModel.Fact] {
    let request = answer.request
    let names = answer.administration.names
    var facts = [
      PersonModel.Fact(title: texts("web.email"), text: request.email),
      PersonModel.Fact(
        title: texts("web.people.administration"),
        text: names[texts.language.rawValue] ?? answer.administration.code),
      PersonModel.Fact(
        title: texts("web.person.language"),
        text: Language(rawValue: request.language)?.ownName ?? request.language),
      PersonModel.Fact(
        title: texts("web.requests.since"), text: texts.moment(request.requestedAt.date)),
      PersonModel.Fact(
        title: texts("web.people.state"),
        text: texts("web.requests.state-\(max(1, request.state.rawValue))")),
    ]
    if request.hasDecidedAt {
      facts.append(
        PersonModel.Fact(
          title: texts("web.requests.decided"), text: texts.moment(request.decidedAt.date)))
    }
    if !request.refusal.isEmpty {
      facts.append(
        PersonModel.Fact(title: texts("web.requests.refusal"), text: request.refusal))
    }
    return facts
  }
}

struct RequestView: View {
  static let template = "request"

  let model: RequestModel
  let list: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: model.name)
    screen.status = status
    screen.trail = [.init(list, .requests()), .init(model.name)]
    return screen
  }
}
