/// What went wrong, and what to do now.
struct FaultModel: Equatable, Sendable {
  let status: Int
  let title: String
  let text: String
  /// Where to go on.
  let next: String
  let nextTitle: String

  init(_ fault: PageFault, _ texts: Texts) {
    status = fault.status
    title = texts("web.fault.\(fault.name).title")
    text = texts("web.fault.\(fault.name).text")
    next = SiteURL.front.path
    nextTitle = texts("web.fault.home")
  }

  init(_ refusal: GatewayRefusal, _ texts: Texts) {
    status = refusal.status
    let kind =
      switch refusal.status {
      case 403: "forbidden"
      case 404: "not-found"
      case 429: "busy"
      case 503, 504: "unavailable"
      case 500...: "internal"
      default: "refused"
      }
    title = texts("web.fault.\(kind).title")
    text =
      switch kind {
      case "unavailable", "internal": texts("web.fault.\(kind).text")
      default: refusal.violations.first.map(texts.violation) ?? texts.refusal(refusal)
      }
    next = SiteURL.front.path
    nextTitle = texts("web.fault.home")
  }
}

/// The page for everything that went wrong.
struct FaultView: View {
  static let template = "fault"

  let model: FaultModel

  init(fault: FaultModel) { model = fault }

  var screen: Screen {
    var screen = Screen(title: model.title)
    screen.status = model.status
    return screen
  }
}
