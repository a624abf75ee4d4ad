/// Holds a request, as protobuf JSON, against the fields and limits of its contract, before any call.
///
/// SwiftProtobuf's decoder stops at the first fault and does not say where; this finds them all, up to
/// ``mostViolations``, and names each field.
struct RequestChecker {
  /// What a value should have been.
  enum WrongType: String {
    case base64 = "NOT_BASE64"
    case boolean = "NOT_A_BOOLEAN"
    case integer = "NOT_AN_INTEGER"
    case list = "NOT_A_LIST"
    case number = "NOT_A_NUMBER"
    case object = "NOT_AN_OBJECT"
    case text = "NOT_A_TEXT"
  }

  static let mostViolations = 50
  /// Most scalars of a map's key.
  static let longestKey = 64

  private(set) var violations: [RequestViolation] = []

  /// What is wrong with a request; empty when nothing is.
  static func violations(of request: JSONValue, as shape: MessageShape) -> [RequestViolation] {
    var checker = RequestChecker()
    checker.message(request, shape, at: .root)
    return Array(checker.violations.prefix(Self.mostViolations))
  }

  mutating func add(_ path: FieldPath, _ reason: String, _ arguments: [String: String] = [:]) {
    self.violations.append(RequestViolation(path, reason, arguments))
  }

  private mutating func message(_ value: JSONValue, _ shape: MessageShape, at path: FieldPath) {
    guard let members = value.members else { return self.wrongType(path, .object) }
    var given: [String: JSONValue] = [:]
    var choices: Set<String> = []
    for member in members {
      guard let field = shape.field(member.name) else {
        self.add(path.appending(name: member.name), "UNKNOWN_FIELD")
        continue
      }
      if member.value == .null { continue }
      guard given.updateValue(member.value, forKey: field.name) == nil else {
        self.add(path.appending(field), "GIVEN_TWICE")
        continue
      }
      if let oneof = field.oneof, !choices.insert(oneof).inserted {
        self.add(path.appending(field), "CHOOSE_ONE")
      }
    }
    for field in shape.fields where self.violations.count < Self.mostViolations {
      self.field(given[field.name], field, at: path.appending(field))
    }
  }

  private mutating func field(_ value: JSONValue?, _ field: FieldShape, at path: FieldPath) {
    guard let value else { return self.absent(field, at: path) }
    switch field.cardinality {
    case .single: self.value(value, field, at: path)
    case .repeated: self.list(value, field, at: path)
    case .map: self.map(value, field, at: path)
    }
  }

  /// An absent number is 0 in protobuf; 0 below the minimum means that the field was forgotten.
  private mutating func absent(_ field: FieldShape, at path: FieldPath) {
    if field.isRequired || (field.minimum ?? 0) > 0 { self.add(path, "REQUIRED") }
  }

  private mutating func list(_ value: JSONValue, _ field: FieldShape, at path: FieldPath) {
    guard case .array(let values) = value else { return self.wrongType(path, .list) }
    if values.isEmpty { return self.absent(field, at: path) }
    guard self.isFew(values.count, field, at: path) else { return }
    for (index, value) in values.enumerated() where self.violations.count < Self.mostViolations {
      self.value(value, field, at: path.appending(index))
    }
  }

  private mutating func map(_ value: JSONValue, _ field: FieldShape, at path: FieldPath) {
    guard let members = value.members else { return self.wrongType(path, .object) }
    if members.isEmpty { return self.absent(field, at: path) }
    guard self.isFew(members.count, field, at: path) else { return }
    for member in members where self.violations.count < Self.mostViolations {
      let place = path.appending(name: String(member.name.prefix(Self.longestKey)))
      self.text(member.name, at: place, longest: Self.longestKey)
      self.value(member.value, field, at: place)
    }
  }

  private mutating func isFew(_ count: Int, _ field: FieldShape, at path: FieldPath) -> Bool {
    guard let maximum = field.maximumCount, count > maximum else { return true }
    self.add(path, "TOO_MANY_ITEMS", ["maximum": "\(maximum)"])
    return false
  }

  private mutating func value(_ value: JSONValue, _ field: FieldShape, at path: FieldPath) {
    if case .message(let type) = field.kind {
      guard let shape = MessageShape.all[type] else { return self.add(path, "UNKNOWN_FIELD") }
      return self.message(value, shape, at: path)
    }
    self.scalar(value, field, at: path)
  }

  mutating func wrongType(_ path: FieldPath, _ reason: WrongType) {
    self.add(path, reason.rawValue)
  }
}
