/// All that stands in a document with a table, ready to be drawn.
package struct TablePage: Equatable, Sendable {
  /// A column.
  package struct Column: Equatable, Sendable {
    package let title: String
    /// Its part of the width, beside the shares of the others; 1 or more.
    package let share: Int
    /// Whether its cells are figures, set at their ends.
    package let holdsFigures: Bool

    package init(_ title: String, share: Int, holdsFigures: Bool = false) {
      self.title = title
      self.share = share
      self.holdsFigures = holdsFigures
    }
  }

  /// A line of the table, one text for each column.
  package struct Row: Equatable, Sendable {
    package let cells: [String]
    package let isStrong: Bool

    package init(_ cells: [String], isStrong: Bool = false) {
      self.cells = cells
      self.isStrong = isStrong
    }
  }

  /// Of the text: a tag of BCP 47.
  package let language: String
  package let isRightToLeft: Bool
  package let organization: String
  package let title: String
  package let lines: [String]
  package let columns: [Column]
  package let rows: [Row]
  /// Below the table; empty for nothing.
  package let note: String
  /// RFC 3339 in UTC, whole seconds; the creation date in the file.
  package let timestamp: String

  package init(
    language: String, isRightToLeft: Bool, organization: String, title: String, lines: [String],
    columns: [Column], rows: [Row], note: String, timestamp: String
  ) {
    self.language = language
    self.isRightToLeft = isRightToLeft
    self.organization = organization
    self.title = title
    self.lines = lines
    self.columns = columns
    self.rows = rows
    self.note = note
    self.timestamp = timestamp
  }

  /// Whether the columns have titles.
  var hasHeader: Bool { self.columns.contains { !$0.title.isEmpty } }
}
