internal import CatalogueDomain
internal import Foundation
internal import Problems

/// Reads values out of requests; throws a refusal that names the field.
enum RequestValues {
  static func uuid(_ field: String, _ text: String) throws -> UUID {
    guard !text.isEmpty else { throw Refusal.invalid([FieldViolation(field, "REQUIRED")]) }
    guard let id = UUID(uuidString: text) else {
      throw Refusal.invalid([FieldViolation(field, "NOT_A_UUID")])
    }
    return id
  }

  /// At most `maximum` Unicode scalars.
  static func text(_ field: String, _ text: String, upTo maximum: Int) throws -> String {
    guard text.unicodeScalars.count <= maximum else {
      throw Refusal.invalid(
        [FieldViolation(field, "TOO_LONG", arguments: ["maximum": String(maximum)])])
    }
    return text
  }

  static func number<Value: Comparable>(
    _ field: String, _ value: Value, in range: ClosedRange<Value>
  ) throws -> Value {
    guard range.contains(value) else {
      throw Refusal.invalid([
        FieldViolation(
          field, "OUT_OF_RANGE",
          arguments: ["minimum": "\(range.lowerBound)", "maximum": "\(range.upperBound)"])
      ])
    }
    return value
  }
}

extension UUID {
  /// As the contracts spell it.
  var wire: String { self.uuidString.lowercased() }
}
