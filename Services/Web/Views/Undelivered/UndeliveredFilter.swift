import NotificationContract
import SwiftProtobuf

/// Which mail that did not arrive is looked for, as it stands in the address.
struct UndeliveredFilter: PagedFilter, Equatable, Sendable {
  var state = 0
  /// The name of a kind of mail; empty for all.
  var kind = ""
  var administration = ""
  var page = ""
  var trail = PageTrail()

  init() {}

  init(_ query: Form) {
    state = Int(query["state"]) ?? 0
    kind = query["kind"]
    administration = query["administration"]
    page = query["page"]
    trail = PageTrail(query["before"])
  }

  /// Mail of one kind.
  init(kind: String) { self.kind = kind }

  /// Whether some mail is left out.
  var narrows: Bool { state != 0 || !kind.isEmpty || !administration.isEmpty }

  var request: Clikc_Notification_V1_ListUndeliveredRequest {
    .with {
      $0.state = .init(rawValue: state) ?? .UNRECOGNIZED(state)
      $0.template = kind
      $0.administrationID = administration
      $0.pageToken = page
    }
  }

  /// Names and values for an address; what is not asked for is left out.
  var pairs: [(String, String?)] {
    func said(_ text: String) -> String? { text.isEmpty ? nil : text }
    return [
      ("state", state == 0 ? nil : String(state)), ("kind", said(kind)),
      ("administration", said(administration)), ("page", said(page)),
      ("before", said(trail.text)),
    ]
  }
}
