import Foundation
import NotificationDomain
import Problems

/// Reads fields of requests that are more than text.
enum RequestField {
  /// A UUID; refuses anything else, naming the field.
  static func identifier(_ text: String, _ field: String) throws -> UUID {
    guard let identifier = UUID(uuidString: text) else {
      let reason = text.isEmpty ? "REQUIRED" : "NOT_A_UUID"
      throw Refusal.invalid([FieldViolation(field, reason)])
    }
    return identifier
  }

  /// A UUID, or nil for an empty text.
  static func optional(_ text: String, _ field: String) throws -> UUID? {
    text.isEmpty ? nil : try self.identifier(text, field)
  }

  /// Where a page begins, from `page_token`; nil for an empty one, which is the first page's.
  static func position(_ text: String) throws -> ListPosition? {
    guard !text.isEmpty else { return nil }
    guard let position = ListPosition(text) else {
      throw Refusal.invalid([FieldViolation("page_token", "INVALID_PAGE_TOKEN")])
    }
    return position
  }
}
