/// The page where an address on hold was chosen, and where who chose it goes back to.
enum SuppressionOrigin: Equatable, Sendable {
  /// That of mail that did not arrive.
  case mail(UndeliveredFilter)
  /// That of addresses on hold.
  case addresses(TextFilter)
  /// That of the person of an account.
  case person(String)

  private static let mailName = "mail"
  private static let personName = "person"

  init(_ query: Form) {
    switch query["from"] {
    case Self.mailName: self = .mail(UndeliveredFilter(query))
    case Self.personName: self = .person(query["account"])
    default: self = .addresses(TextFilter(query))
    }
  }

  /// Names and values for an address.
  var pairs: [(String, String?)] {
    switch self {
    case .mail(let filter): [("from", Self.mailName)] + filter.pairs
    case .addresses(let filter): filter.pairs
    case .person(let account): [("from", Self.personName), ("account", account)]
    }
  }

  /// The page.
  func back(done: String? = nil) -> SiteURL {
    switch self {
    case .mail(let filter): .undelivered(filter, done: done)
    case .addresses(let filter): .suppressed(filter, done: done)
    case .person(let account): .person(account, done: done)
    }
  }
}
