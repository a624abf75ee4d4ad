/// Which rows stand on which page. Distances are points from the top.
struct TablePagination {
  let top: Double
  let bottom: Double
  /// Where the table begins on the first page.
  let firstTop: Double
  /// Height of the header, which every page has.
  let header: Double
  /// Height of what stands below the last row, on the same page.
  let last: Double

  /// The indices of the rows of each page; one page at least. A page has one row at least, however high.
  func pages(of heights: [Double]) -> [Range<Int>] {
    var pages: [Range<Int>] = []
    var first = 0
    var y = self.firstTop + self.header
    for (index, height) in heights.enumerated() {
      let needed = index == heights.count - 1 ? height + self.last : height
      if y + needed > self.bottom, index > first {
        pages.append(first..<index)
        first = index
        y = self.top + self.header
      }
      y += height
    }
    return pages + [first..<heights.count]
  }
}
