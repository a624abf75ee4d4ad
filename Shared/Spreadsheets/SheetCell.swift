/// A cell as its text shows it, and whether that is what somebody typed.
public struct SheetCell: Equatable, Sendable {
  /// What a text stands for.
  public enum Kind: Equatable, Sendable {
    /// Itself: a text, a number without its format, TRUE or FALSE.
    case value
    /// A moment, which spreadsheets often make of what is none; the text is as in ISO 8601.
    case date
    /// A formula that failed, or whose result was not saved.
    case error
  }

  /// A cell without anything.
  public static let empty = SheetCell("")

  /// The text.
  public let text: String
  /// What it stands for.
  public let kind: Kind

  /// A cell; of a plain value, unless another kind is named.
  public init(_ text: String, _ kind: Kind = .value) {
    self.text = text
    self.kind = kind
  }

  /// Whether it says nothing.
  var isEmpty: Bool { text.isEmpty && kind == .value }
}
