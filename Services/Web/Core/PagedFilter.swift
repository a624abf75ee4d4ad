/// What a list was asked for that is read from a position onwards.
protocol PagedFilter {
  /// Where the page begins; empty for the first.
  var page: String { get set }
  /// The pages on the way to this one, as its address remembers them.
  var trail: PageTrail { get set }
}

extension PagedFilter {
  /// The list at its first page.
  var first: Self { at("", PageTrail()) }

  /// The list at the page after this one, which begins at `token`.
  func following(_ token: String) -> Self { at(token, trail.adding(page)) }

  /// The list at the page before this one; nil when this is the first, or the address does not remember it.
  var preceding: Self? { trail.last.map { at($0, trail.droppingLast) } }

  private func at(_ page: String, _ trail: PageTrail) -> Self {
    var filter = self
    filter.page = page
    filter.trail = trail
    return filter
  }
}

/// The ways from a page of a list to the others.
struct PageLinks: Equatable, Sendable {
  /// The page before, as it was on the way here.
  let previous: String?
  /// The first page, where the way here is not known.
  let first: String?
  let next: String?

  /// From the page of `filter`, after which another begins at `token` unless that is empty; nil when there is no other
  /// page.
  init?<Filter: PagedFilter>(
    from filter: Filter, next token: String, _ address: (Filter) -> SiteURL
  ) {
    previous = filter.preceding.map { address($0).path }
    first = filter.page.isEmpty || previous != nil ? nil : address(filter.first).path
    next = token.isEmpty ? nil : address(filter.following(token)).path
    guard [previous, first, next].contains(where: { $0 != nil }) else { return nil }
  }
}
