/// Which part of a list is looked for by one piece of text, as it stands in the address.
struct TextFilter: PagedFilter, Equatable, Sendable {
  /// Empty for all.
  var query = ""
  var page = ""
  var trail = PageTrail()

  init() {}

  init(_ query: Form) {
    self.query = query["query"]
    page = query["page"]
    trail = PageTrail(query["before"])
  }

  /// Names and values for an address; what is not asked for is left out.
  var pairs: [(String, String?)] {
    [("query", query), ("page", page), ("before", trail.text)].map {
      ($0.0, $0.1.isEmpty ? nil : $0.1)
    }
  }
}
