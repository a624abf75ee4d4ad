import Hummingbird
import NotificationContract
import SwiftProtobuf

/// Ends reminders by the address in their List-Unsubscribe field, without a login and, for POST, without
/// a page of ours before it (RFC 8058): the mail's number is what lets one in. It stands before the
/// middleware that wants forms to come from this site.
func addUnsubscribeRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/unsubscribe/:mail") { _, context in
    let visit = try context.requireVisit()
    let mail = try context.parameter("mail")
    let view = UnsubscribeView(
      model: UnsubscribeModel(action: SiteURL.unsubscribe(mail).path),
      title: visit.texts("web.unsubscribe.title"))
    return try await site.respond(view, to: visit)
  }
  router.post("/unsubscribe/:mail") { _, context in
    let visit = try context.requireVisit()
    let mail = try context.parameter("mail")
    _ = try await visit.gateway.call(.unsubscribe, .with { $0.mailID = mail })
    let model = ConfirmationModel(
      title: visit.texts("web.unsubscribe.title"), text: visit.texts("web.unsubscribe.done"),
      next: SiteURL.front.path, nextTitle: visit.texts("web.continue"))
    return try await site.respond(ConfirmationView(model: model), to: visit)
  }
}

/// The question whether reminders shall end.
struct UnsubscribeModel: Equatable, Sendable {
  let action: String
}

struct UnsubscribeView: View {
  static let template = "unsubscribe"

  let model: UnsubscribeModel
  let title: String

  var screen: Screen { Screen(title: title) }
}
