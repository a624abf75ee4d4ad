/// How much of a workbook is read at most. Each is looked at while reading, before memory fills; what an archive says
/// of its own sizes is not believed.
public struct WorkbookLimits: Sendable {
  /// Rows that have something in them.
  public var rows: Int
  /// The last column that may have something in it.
  public var columns: Int
  /// Bytes of all parts that are read, unpacked.
  public var unpackedBytes = 64_000_000
  /// Elements of all parts that are read.
  public var elements = 4_000_000
  /// Elements within each other.
  public var depth = 32
  /// Bytes of one tag, with its attributes, or of one comment.
  public var tagBytes = 1_000_000
  /// Strings that cells share.
  public var sharedStrings = 500_000
  /// Bytes of UTF-8 in all cells together: a string that cells share counts in each of them.
  public var textBytes = 16_000_000
  /// Files of the archive.
  public var parts = 2_000

  /// The limits with so many rows and columns.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }
}

/// What is left of the limits that hold for all parts together. It lives within one reading.
final class ReadingBudget {
  let limits: WorkbookLimits
  private var bytes: Int
  private var elements: Int

  init(_ limits: WorkbookLimits) {
    self.limits = limits
    bytes = limits.unpackedBytes
    elements = limits.elements
  }

  /// Takes so many unpacked bytes.
  func take(bytes count: Int) throws(WorkbookFault) {
    bytes -= count
    guard bytes >= 0 else { throw .tooLarge }
  }

  /// Takes one element.
  func takeElement() throws(WorkbookFault) {
    elements -= 1
    guard elements >= 0 else { throw .tooLarge }
  }
}
