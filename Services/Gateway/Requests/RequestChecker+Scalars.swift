internal import Foundation

extension RequestChecker {
  /// One value that is no message.
  mutating func scalar(_ value: JSONValue, _ field: FieldShape, at path: FieldPath) {
    switch field.kind {
    case .text:
      guard case .text(let text) = value else { return self.wrongType(path, .text) }
      self.text(text, field, at: path)
    case .bytes:
      guard case .text(let text) = value, Data(base64Encoded: text) != nil else {
        return self.wrongType(path, .base64)
      }
    case .boolean:
      guard case .boolean = value else { return self.wrongType(path, .boolean) }
    case .int32: self.whole(value, field, in: Int64(Int32.min)...Int64(Int32.max), at: path)
    case .int64: self.whole(value, field, in: Int64.min...Int64.max, at: path)
    case .uint32: self.whole(value, field, in: 0...Int64(UInt32.max), at: path)
    case .uint64: self.whole(value, field, in: 0...Int64.max, at: path)
    case .double: self.fraction(value, field, at: path)
    case .choice(let names): self.choice(value, names, at: path)
    case .message: break
    }
  }

  /// Text of at most `longest` scalars without control characters.
  mutating func text(_ text: String, at path: FieldPath, longest: Int) {
    if text.unicodeScalars.count > longest {
      self.add(path, "TOO_LONG", ["maximum": "\(longest)"])
    } else if text.unicodeScalars.contains(where: Self.isControl) {
      self.add(path, "INVALID_CHARACTERS")
    }
  }

  private mutating func text(_ text: String, _ field: FieldShape, at path: FieldPath) {
    if text.isEmpty {
      if field.isRequired { self.add(path, "REQUIRED") }
      return
    }
    let found = self.violations.count
    self.text(text, at: path, longest: field.maximumLength ?? .max)
    if found == self.violations.count, let format = field.format, !format.accepts(text) {
      self.add(path, format.reason)
    }
  }

  /// Control characters other than tab and line ends; PostgreSQL refuses U+0000 in any text.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0: true
    default: false
    }
  }

  /// Protobuf JSON takes whole numbers as numbers and as text.
  private mutating func whole(
    _ value: JSONValue, _ field: FieldShape, in range: ClosedRange<Int64>, at path: FieldPath
  ) {
    let digits: String
    switch value {
    case .number(let text): digits = text
    case .text(let text): digits = text
    default: return self.wrongType(path, .integer)
    }
    guard JSONNumber.isValid(digits), !digits.contains(where: { ".eE".contains($0) }) else {
      return self.wrongType(path, .integer)
    }
    let allowed =
      max(
        range.lowerBound, field.minimum ?? range.lowerBound)...min(
        range.upperBound, field.maximum ?? range.upperBound)
    guard let number = Int64(digits), allowed.contains(number) else {
      return self.add(
        path, "OUT_OF_RANGE",
        ["minimum": "\(allowed.lowerBound)", "maximum": "\(allowed.upperBound)"])
    }
  }

  private mutating func fraction(_ value: JSONValue, _ field: FieldShape, at path: FieldPath) {
    guard case .number(let text) = value, let number = Double(text), number.isFinite else {
      return self.wrongType(path, .number)
    }
    let minimum = field.minimum.map(Double.init) ?? -.greatestFiniteMagnitude
    let maximum = field.maximum.map(Double.init) ?? .greatestFiniteMagnitude
    guard (minimum...maximum).contains(number) else {
      return self.add(
        path, "OUT_OF_RANGE",
        [
          "minimum": field.minimum.map(String.init) ?? "−∞",
          "maximum": field.maximum.map(String.init) ?? "∞",
        ])
    }
  }

  private mutating func choice(_ value: JSONValue, _ names: [String: Int], at path: FieldPath) {
    let isKnown =
      switch value {
      case .text(let name): names[name] != nil
      case .number(let text): Int(text).map(names.values.contains) ?? false
      default: false
      }
    if !isKnown { self.add(path, "INVALID_CHOICE") }
  }
}
