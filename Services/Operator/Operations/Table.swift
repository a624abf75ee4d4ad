/// Lines of cells in columns; the last column is as wide as it likes.
struct Table {
  private var lines: [[String]]

  init(_ head: [String]) { self.lines = [head] }

  mutating func add(_ line: [String]) { self.lines.append(line) }

  var text: String {
    let count = self.lines.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      self.lines.compactMap { $0.indices.contains(column) ? $0[column].count : nil }.max() ?? 0
    }
    return self.lines.map { line in
      line.enumerated().map { column, cell in
        column == line.count - 1
          ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
