import IdentityContract
import Localization

/// The register of administrations, for who runs the site.
struct AdministrationsModel: Equatable, Sendable {
  let search: String
  let regions: [Choice]
  let rows: [Row]
  let none: Bool

  /// An administration.
  struct Row: Equatable, Sendable {
    let code: String
    let name: String
    let address: String
    let people: String
    let region: String
    let accounts: String
    let quota: String
    let full: Bool
    let coordinators: [Coordinator]
    let nobody: Bool
  }

  /// Who looks after it.
  struct Coordinator: Equatable, Sendable {
    let name: String
    let address: String
  }

  init(
    _ answer: Clikc_Identity_V1_ListRegisterResponse, search: String, region: Int, _ texts: Texts
  ) {
    self.search = search
    regions = Choice.numbered("web.region.", 1...6, chosen: region, texts)
    rows = answer.entries.map { Row($0, texts) }
    none = rows.isEmpty
  }
}

extension AdministrationsModel.Row {
  init(_ entry: Clikc_Identity_V1_RegisterEntry, _ texts: Texts) {
    var filter = PeopleFilter()
    filter.administration = entry.administration.id
    code = entry.administration.code
    name = entry.administration.names[texts.language.rawValue] ?? code
    address = SiteURL.administration(code).path
    people = SiteURL.people(filter).path
    region = texts("web.region.\(entry.region.rawValue)")
    accounts = texts.number(Double(entry.accounts), digits: 0)
    quota =
      entry.quota == 0
      ? texts("web.administrations.no-quota") : texts.number(Double(entry.quota), digits: 0)
    full = entry.quota > 0 && entry.accounts >= entry.quota
    coordinators = entry.coordinators.map {
      AdministrationsModel.Coordinator(
        name: $0.name, address: SiteURL.person($0.accountID).path)
    }
    nobody = coordinators.isEmpty
  }
}

struct AdministrationsView: View {
  static let template = "administrations"

  let model: AdministrationsModel
  let title: String

  var screen: Screen { Screen(title: title) }
}

/// One administration and the form that decides about it.
struct AdministrationModel: Equatable, Sendable {
  let row: AdministrationsModel.Row
  let regions: [Choice]
  let quota: String
  let quotaFault: String?
  let fault: String?
  let notice: String?

  init(
    _ entry: Clikc_Identity_V1_RegisterEntry, _ form: Form, _ faults: FieldFaults,
    notice: String? = nil, _ texts: Texts
  ) {
    row = AdministrationsModel.Row(entry, texts)
    let region = form.value("region").flatMap { Int($0) } ?? entry.region.rawValue
    regions = Choice.numbered("web.region.", 0...6, chosen: region, texts)
    quota = form.value("quota") ?? String(entry.quota)
    quotaFault = faults["quota"]
    fault = faults.form ?? faults["region"]
    self.notice = notice
  }
}

struct AdministrationView: View {
  static let template = "administration"

  let model: AdministrationModel
  let list: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: model.row.name)
    screen.status = status
    screen.trail = [.init(list, .administrations), .init(model.row.name)]
    return screen
  }
}
