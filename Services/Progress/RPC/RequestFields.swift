import Foundation
import Problems

/// Collects what is wrong with the fields of a request.
struct RequestFields {
  private var violations: [FieldViolation] = []

  /// A UUID in text form.
  mutating func id(_ field: String, _ text: String) -> UUID {
    if let id = UUID(uuidString: text) { return id }
    self.violations.append(FieldViolation(field, text.isEmpty ? "REQUIRED" : "NOT_A_UUID"))
    return UUID()
  }

  /// A text that is not empty.
  mutating func text(_ field: String, _ text: String, atMost maximum: Int = 64) -> String {
    if text.isEmpty { self.violations.append(FieldViolation(field, "REQUIRED")) }
    if text.unicodeScalars.count > maximum {
      self.violations.append(FieldViolation(field, "TOO_LONG"))
    }
    return text
  }

  /// What somebody wrote, without the space around it.
  mutating func words(
    _ field: String, _ text: String, atMost maximum: Int, required: Bool = true
  ) -> String {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if required, trimmed.isEmpty { self.violations.append(FieldViolation(field, "REQUIRED")) }
    if trimmed.unicodeScalars.count > maximum {
      self.violations.append(
        FieldViolation(field, "TOO_LONG", arguments: ["maximum": String(maximum)]))
    }
    if trimmed.unicodeScalars.contains("\0") {
      self.violations.append(FieldViolation(field, "INVALID_CHARACTERS"))
    }
    return trimmed
  }

  /// Option ids, each once at most.
  mutating func options(_ field: String, _ chosen: [String]) -> Set<String> {
    if chosen.count > 20 {
      self.violations.append(
        FieldViolation(field, "TOO_MANY_ITEMS", arguments: ["maximum": "20"]))
    }
    return Set(chosen)
  }

  /// A number from 1.
  mutating func positive(_ field: String, _ number: Int64) -> Int {
    if number < 1 {
      self.violations.append(
        FieldViolation(
          field, "OUT_OF_RANGE", arguments: ["minimum": "1", "maximum": String(Int64.max)]))
    }
    return Int(number)
  }

  /// - Throws: the refusal INVALID_REQUEST that names every fault, if there is one.
  func check() throws {
    guard self.violations.isEmpty else { throw Refusal.invalid(self.violations) }
  }
}
