internal import Foundation
internal import Localization

extension FieldShape.Format {
  /// The reason when a text is not of the format.
  var reason: String {
    switch self {
    case .uuid: "NOT_A_UUID"
    case .email: "NOT_AN_EMAIL"
    case .language: "UNKNOWN_LANGUAGE"
    case .date: "NOT_A_DATE"
    case .hex: "NOT_A_DIGEST"
    case .slug: "NOT_A_SLUG"
    }
  }

  /// Whether a text that is not empty is of the format. What an address or a code means is the
  /// service's to decide.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .uuid: text.utf8.count == 36 && UUID(uuidString: text) != nil
    case .email: Self.isAddress(text)
    case .language: Language(rawValue: text) != nil
    case .date: Self.isDate(text)
    case .hex: text.utf8.allSatisfy { Self.hexadecimal.contains($0) }
    case .slug: Self.isSlug(text)
    }
  }

  private static let hexadecimal = Set("0123456789abcdef".utf8)
  private static let slugBytes = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)

  private static func isSlug(_ text: String) -> Bool {
    !text.hasPrefix("-") && !text.hasSuffix("-")
      && text.utf8.allSatisfy { Self.slugBytes.contains($0) }
  }

  private static func isAddress(_ text: String) -> Bool {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { !$0.isEmpty && !$0.contains(where: \.isWhitespace) }
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2] else { return false }
    let numbers = parts.compactMap { part in
      part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
    }
    guard numbers.count == 3 else { return false }
    let components = DateComponents(
      calendar: Calendar(identifier: .gregorian), year: numbers[0], month: numbers[1],
      day: numbers[2])
    return components.isValidDate
  }
}
