/// Which of the courses are shown, said above the tiles, and the ways to those before and after.
struct DashboardPart: Equatable, Sendable {
  /// How many tiles of courses a page shows at most: full rows of two, three, four or six.
  static let size = 24

  /// "Courses 25 to 48 of 60".
  let text: String
  /// The addresses of the courses before and after.
  let previous: String?
  let next: String?

  /// Nil when all courses are shown.
  init?(_ part: ListPart, _ place: DashboardAddress, _ texts: Texts) {
    guard !part.isWhole else { return nil }
    let numbers = [
      "first": part.places.lowerBound + 1, "last": part.places.upperBound, "count": part.count,
    ]
    text = texts("web.dashboard.part", numbers.mapValues { texts.number(Double($0), digits: 0) })
    previous = part.previous.map { SiteURL.dashboard(place.part($0)).path }
    next = part.next.map { SiteURL.dashboard(place.part($0)).path }
  }
}

extension DashboardAddress {
  /// The same with another part of the courses.
  fileprivate func part(_ number: Int) -> DashboardAddress {
    var other = self
    other.part = number
    return other
  }
}
