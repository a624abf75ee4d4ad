/// Why a request gets an error page without the gateway being asked.
enum PageFault: Error, Equatable {
  case notFound
  case foreignForm
  case staleForm
  case notAForm
  case formTooLarge
  case brokenForm
  case brokenAddress

  var status: Int {
    switch self {
    case .notFound: 404
    case .foreignForm, .staleForm: 403
    case .notAForm: 415
    case .formTooLarge: 413
    case .brokenForm, .brokenAddress: 400
    }
  }

  /// The key of title and text, `web.fault.<name>.title` and `.text`.
  var name: String {
    switch self {
    case .notFound: "not-found"
    case .foreignForm: "foreign-form"
    case .staleForm: "stale-form"
    case .notAForm: "not-a-form"
    case .formTooLarge: "form-too-large"
    case .brokenForm: "broken-form"
    case .brokenAddress: "broken-address"
    }
  }
}

/// Sends the browser elsewhere; thrown so that any depth of a page can.
struct Redirect: Error, Equatable {
  let target: SiteURL

  init(to target: SiteURL) { self.target = target }
}
