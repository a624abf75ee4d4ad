/// Puts a request together from its body, its path and its query, as one protobuf JSON object.
struct RequestAssembler {
  private var root: JSONValue
  private let shape: MessageShape
  /// What contradicts itself or names no field.
  private(set) var violations: [RequestViolation] = []

  /// Begins with the body; an empty object when there is none.
  init(body: JSONValue?, shape: MessageShape) {
    self.root = body ?? .object([])
    self.shape = shape
  }

  /// The request so far.
  var request: JSONValue { self.root }

  /// A field from the path. The body may leave it out or say the same.
  mutating func setPath(_ names: String, to text: String) {
    let parts = names.split(separator: ".").map(String.init)
    guard self.root.members != nil else { return }
    Self.set(parts, to: text, in: &self.root, shape: self.shape, at: .root) {
      self.violations.append($0)
    }
  }

  private static func set(
    _ names: [String], to text: String, in value: inout JSONValue, shape: MessageShape,
    at path: FieldPath, report: (RequestViolation) -> Void
  ) {
    guard let name = names.first, let field = shape.field(name),
      var members = value.members
    else { return }
    let place = path.appending(field)
    let index = members.firstIndex { shape.field($0.name)?.name == field.name }
    guard names.count == 1 else {
      var inner = index.map { members[$0].value } ?? .object([])
      if inner == .null { inner = .object([]) }
      if case .message(let type) = field.kind, let innerShape = MessageShape.all[type] {
        let rest = Array(names.dropFirst())
        Self.set(rest, to: text, in: &inner, shape: innerShape, at: place, report: report)
      }
      Self.put(inner, as: field, at: index, in: &members)
      return value = .object(members)
    }
    if let index, members[index].value != .null, members[index].value != .text(text) {
      report(RequestViolation(place, "PATH_DIFFERS"))
    }
    Self.put(.text(text), as: field, at: index, in: &members)
    value = .object(members)
  }

  private static func put(
    _ value: JSONValue, as field: FieldShape, at index: Int?,
    in members: inout [JSONValue.Member]
  ) {
    guard let index else { return members.append(.init(name: field.jsonName, value: value)) }
    members[index].value = value
  }

  /// Fields from the query. What is no number or truth value stays text, so that the check names it.
  mutating func setQuery(_ parameters: [(name: String, value: String)], except bound: Set<String>) {
    var members = self.root.members ?? []
    for (name, value) in parameters {
      guard let field = self.shape.field(name), !bound.contains(field.name) else {
        self.violations.append(
          RequestViolation(FieldPath.root.appending(name: name), "UNKNOWN_FIELD"))
        continue
      }
      let converted = Self.value(value, of: field)
      let index = members.firstIndex { $0.name == field.jsonName }
      switch (index, field.cardinality) {
      case (nil, .single): members.append(.init(name: field.jsonName, value: converted))
      case (nil, _): members.append(.init(name: field.jsonName, value: .array([converted])))
      case (let index?, .repeated):
        guard case .array(let values) = members[index].value else { continue }
        members[index].value = .array(values + [converted])
      case (_?, _):
        self.violations.append(
          RequestViolation(FieldPath.root.appending(field), "GIVEN_TWICE"))
      }
    }
    self.root = .object(members)
  }

  private static func value(_ text: String, of field: FieldShape) -> JSONValue {
    switch field.kind {
    case .boolean where text == "true" || text == "false": .boolean(text == "true")
    case .int32, .int64, .uint32, .uint64, .double, .choice:
      JSONNumber.isValid(text) ? .number(text) : .text(text)
    default: .text(text)
    }
  }
}
