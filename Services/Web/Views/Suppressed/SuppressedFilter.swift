import NotificationContract
import SwiftProtobuf

/// Which addresses on hold are looked for, as it stands in the address.
struct SuppressedFilter: PagedFilter, Equatable, Sendable {
  /// A part of the address; empty for all.
  var query = ""
  var page = ""
  var trail = PageTrail()

  init() {}

  init(_ query: Form) {
    self.query = query["query"]
    page = query["page"]
    trail = PageTrail(query["before"])
  }

  var request: Clikc_Notification_V1_ListSuppressedRequest {
    .with {
      $0.query = query
      $0.pageToken = page
    }
  }

  /// Names and values for an address; what is not asked for is left out.
  var pairs: [(String, String?)] {
    [("query", query), ("page", page), ("before", trail.text)].map {
      ($0.0, $0.1.isEmpty ? nil : $0.1)
    }
  }
}

/// The list where an address on hold was chosen, and where who chose it goes back to.
enum SuppressionOrigin: Equatable, Sendable {
  /// That of mail that did not arrive.
  case mail(UndeliveredFilter)
  /// That of addresses on hold.
  case addresses(SuppressedFilter)

  private static let mailName = "mail"

  init(_ query: Form) {
    self =
      query["from"] == Self.mailName
      ? .mail(UndeliveredFilter(query)) : .addresses(SuppressedFilter(query))
  }

  /// Names and values for an address.
  var pairs: [(String, String?)] {
    switch self {
    case .mail(let filter): [("from", Self.mailName)] + filter.pairs
    case .addresses(let filter): filter.pairs
    }
  }

  /// The list.
  func back(done: String? = nil) -> SiteURL {
    switch self {
    case .mail(let filter): .undelivered(filter, done: done)
    case .addresses(let filter): .suppressed(filter, done: done)
    }
  }
}
