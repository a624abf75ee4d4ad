import Events
package import Foundation

/// Reads fields of events that are more than text.
enum EventField {
  /// A UUID; an event with anything else can never have an effect.
  static func identifier(_ text: String, _ field: String) throws -> UUID {
    guard let identifier = UUID(uuidString: text) else {
      throw EventDefect("its \(field) is no UUID")
    }
    return identifier
  }
}
