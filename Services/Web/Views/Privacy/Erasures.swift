import Hummingbird
import IdentityContract
import Localization
import SwiftProtobuf

/// Requests for erasure, for administrators.
struct ErasuresModel: Equatable, Sendable {
  let notice: String?
  let fault: String?
  let waiting: [Row]
  let none: Bool
  let decided: [Row]
  let hasDecided: Bool

  /// A request.
  struct Row: Equatable, Sendable {
    let account: String
    let name: String
    let username: String
    let administration: String
    let reason: String
    let requested: String
    /// When it is carried out by itself, for what waits.
    let until: String
    let action: String
    let state: String
    let answer: String
    let decided: String
  }

  init(
    _ answer: Clikc_Identity_V1_ListErasuresResponse, notice: String?, fault: String?,
    _ texts: Texts
  ) {
    self.notice = notice
    self.fault = fault
    waiting = answer.erasures.filter { $0.state == .waiting }.map { Row($0, texts) }
    decided = answer.erasures.filter { $0.state != .waiting }.map { Row($0, texts) }
    none = waiting.isEmpty
    hasDecided = !decided.isEmpty
  }
}

extension ErasuresModel.Row {
  init(_ erasure: Clikc_Identity_V1_Erasure, _ texts: Texts) {
    account = erasure.accountID
    name = erasure.name
    username = erasure.username
    administration = erasure.administration
    reason = erasure.reason
    requested = texts.moment(erasure.requestedAt.date)
    until =
      erasure.hasFinalAt
      ? texts.moment(erasure.finalAt.date) : texts("web.erasures.suspended")
    action = SiteURL.erasure(erasure.accountID).path
    state = texts(erasure.state == .erased ? "web.erasures.erased" : "web.erasures.refused")
    answer = erasure.answer
    decided = erasure.hasDecidedAt ? texts.moment(erasure.decidedAt.date) : ""
  }
}

struct ErasuresView: View {
  static let template = "erasures"

  let model: ErasuresModel
  let title: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    return screen
  }
}

/// Deciding on requests for erasure.
func addErasuresRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/erasures") { request, context in
    let done = try request.query()["done"] == "1"
    return try await erasures(
      notice: done ? "web.erasures.done" : nil, fault: nil, context.requireVisit(), site)
  }
  router.post("/erasures/:account") { _, context in
    let visit = try context.requireVisit()
    let account = try context.parameter("account")
    let form = context.form
    guard ["erase", "refuse"].contains(form["do"]) else { throw PageFault.brokenForm }
    guard form["do"] == "refuse" || form["sure"] == "1" else {
      let fault = visit.texts("web.erasures.unsure")
      return try await erasures(notice: nil, fault: fault, visit, site, status: 422)
    }
    do {
      _ = try await visit.gateway.call(
        .decideErasure,
        .with {
          $0.accountID = account
          $0.erase = form["do"] == "erase"
          $0.answer = form["answer"].replacing("\r\n", with: "\n")
        })
      return seeOther(path: SiteURL.erasures.path + "?done=1")
    } catch let refusal as GatewayRefusal where refusal.isFormFault {
      let fault = FieldFaults(refusal, visit.texts).first
      return try await erasures(notice: nil, fault: fault, visit, site, status: 422)
    }
  }
}

private func erasures(
  notice: String?, fault: String?, _ visit: Visit, _ site: Site, status: Int = 200
) async throws -> Response {
  let answer = try await visit.gateway.call(
    .listErasures, Clikc_Identity_V1_ListErasuresRequest())
  let model = ErasuresModel(
    answer, notice: notice.map { visit.texts($0) }, fault: fault, visit.texts)
  let view = ErasuresView(model: model, title: visit.texts("web.erasures.title"), status: status)
  return try await site.respond(view, to: visit)
}
