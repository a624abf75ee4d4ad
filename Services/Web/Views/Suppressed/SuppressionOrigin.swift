/// The list where an address on hold was chosen, and where who chose it goes back to.
enum SuppressionOrigin: Equatable, Sendable {
  /// That of mail that did not arrive.
  case mail(UndeliveredFilter)
  /// That of addresses on hold.
  case addresses(TextFilter)

  private static let mailName = "mail"

  init(_ query: Form) {
    self =
      query["from"] == Self.mailName
      ? .mail(UndeliveredFilter(query)) : .addresses(TextFilter(query))
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
