/// The part of a long list that a page shows. Parts are numbered from 1; a number that names none is taken for the
/// nearest that there is.
struct ListPart: Equatable, Sendable {
  /// From 1 to the number of parts.
  let number: Int
  /// The places of what is shown, counted from 0; empty for an empty list.
  let places: Range<Int>
  /// How much the whole list has, at least 0.
  let count: Int

  /// The part `asked` for of a list of `count`, with at most `size` in each, `size` being at least 1.
  init(_ asked: Int, of count: Int, size: Int) {
    let parts = max(1, (count + size - 1) / size)
    number = min(max(1, asked), parts)
    let first = (number - 1) * size
    places = first..<min(first + size, count)
    self.count = count
  }

  /// Whether everything is on this part.
  var isWhole: Bool { places.count == count }
  /// The number of the part before; nil on the first.
  var previous: Int? { number > 1 ? number - 1 : nil }
  /// The number of the part after; nil on the last.
  var next: Int? { places.upperBound < count ? number + 1 : nil }
}
