/// The list of sheets, and from when days are counted.
final class WorkbookPart: XMLListener {
  private static let most = 2_000

  /// Whether days are counted from 1904, not 1900.
  private(set) var countsFrom1904 = false
  /// The relationships of the sheets that are shown, in their order.
  private(set) var shown: [String] = []
  /// Whether it is a workbook at all.
  private(set) var isWorkbook = false

  func begin(
    _ name: String, _ attributes: XMLAttributes, in parent: String
  ) throws(WorkbookFault) {
    switch (parent, name) {
    case ("", "workbook"): isWorkbook = true
    case ("workbook", "workbookPr"):
      countsFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    case ("sheets", "sheet"):
      guard (attributes["state"] ?? "visible") == "visible" else { return }
      guard let id = attributes["id", in: Vocabulary.relationships] else { throw .damaged }
      guard shown.count < Self.most else { throw .tooLarge }
      shown.append(id)
    default: break
    }
  }

  func end(_ name: String, in parent: String) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
