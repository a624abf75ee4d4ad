/// The pages of a list that somebody came by, as the address of the page they are on remembers them: a list that is read
/// from a position onwards knows the way on and not the way back.
struct PageTrail: Equatable, Sendable {
  /// Bytes an address remembers at most, so that every server on its way takes it; 130 pages and more.
  static let longest = 6000
  /// Stands for the first page, which has no position.
  private static let start = "1"

  /// Positions in the order they were passed; the first page's is empty.
  private var positions: [String] = []

  init() {}

  /// The trail that an address remembers.
  init(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= Self.longest else { return }
    positions = text.split(separator: ".").map { $0 == Self.start ? "" : String($0) }
  }

  /// The page passed last; nil when none is remembered.
  var last: String? { positions.last }

  var droppingLast: PageTrail {
    var trail = self
    trail.positions = positions.dropLast()
    return trail
  }

  /// The trail with one page more. Where it becomes too long, the oldest are forgotten.
  func adding(_ position: String) -> PageTrail {
    var trail = self
    trail.positions.append(position)
    while trail.text.utf8.count > Self.longest { trail.positions.removeFirst() }
    return trail
  }

  /// As it stands in an address; empty when nothing is remembered.
  var text: String {
    positions.map { $0.isEmpty ? Self.start : $0 }.joined(separator: ".")
  }
}
