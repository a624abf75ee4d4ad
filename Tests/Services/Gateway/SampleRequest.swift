import Hummingbird

@testable import gateway

/// A request of an operation, made from its shape: as it should be, and with one fault at a time.
struct SampleRequest: Sendable {
  /// One thing wrong with a request.
  struct Fault: Sendable {
    let name: String
    let request: SampleRequest
    let pointer: String
    let reason: String
  }

  let route: Route
  /// The fields that are not in the path.
  var members: [JSONValue.Member]
  /// The path's fields.
  var pathFields: [String: String]

  init(_ route: Route) {
    self.route = route
    self.pathFields = [:]
    for case .field(let name) in route.path {
      guard let field = Self.field(name, in: route.request) else { continue }
      self.pathFields[name] = Self.text(of: field)
    }
    let bound = Set(self.pathFields.keys)
    self.members = Self.members(of: route.request, depth: 0, except: bound)
  }

  var verb: HTTPRequest.Method { HTTPRequest.Method(rawValue: self.route.verb.rawValue) ?? .get }

  var path: String { self.path { self.pathFields[$0] ?? "x" } }

  /// The path with the same text, as it stands, in every field.
  func path(everyField text: String) -> String { self.path { _ in text } }

  private func path(_ text: (String) -> String) -> String {
    self.route.path.map { segment in
      switch segment {
      case .literal(let literal): "/\(literal)"
      case .field(let name): "/\(text(name))"
      }
    }.joined()
  }

  /// The path with the query.
  var target: String {
    let parameters = self.route.hasBody ? [] : self.members.flatMap(Self.parameters)
    return parameters.isEmpty ? self.path : "\(self.path)?\(parameters.joined(separator: "&"))"
  }

  var body: [UInt8]? { self.route.hasBody ? JSONValue.object(self.members).bytes : nil }

  private static func parameters(_ member: JSONValue.Member) -> [String] {
    switch member.value {
    case .text(let text): ["\(member.name)=\(Self.encoded(text))"]
    case .number(let text): ["\(member.name)=\(text)"]
    case .boolean(let value): ["\(member.name)=\(value)"]
    case .array(let items): items.flatMap { Self.parameters(.init(name: member.name, value: $0)) }
    default: []
    }
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func field(_ path: String, in shape: MessageShape) -> FieldShape? {
    let names = path.split(separator: ".").map(String.init)
    guard let field = names.first.flatMap(shape.field) else { return nil }
    guard names.count > 1, case .message(let type) = field.kind else { return field }
    return Self.field(names.dropFirst().joined(separator: "."), in: MessageShape.named(type))
  }

  /// Every field with a value, of a choice the first only.
  static func members(
    of shape: MessageShape, depth: Int, except bound: Set<String> = []
  ) -> [JSONValue.Member] {
    var choices: Set<String> = []
    return shape.fields.compactMap { field in
      guard !bound.contains(field.name) else { return nil }
      if let oneof = field.oneof, !choices.insert(oneof).inserted { return nil }
      guard let value = Self.value(of: field, depth: depth) else { return nil }
      return .init(name: field.jsonName, value: value)
    }
  }

  private static func value(of field: FieldShape, depth: Int) -> JSONValue? {
    guard let single = Self.single(field, depth: depth) else { return nil }
    switch field.cardinality {
    case .single: return single
    case .repeated: return .array([single])
    case .map: return .object([.init(name: "en", value: single)])
    }
  }

  private static func single(_ field: FieldShape, depth: Int) -> JSONValue? {
    switch field.kind {
    case .text: .text(Self.text(of: field))
    case .bytes: .text("YQ==")
    case .boolean: .boolean(true)
    case .int32, .int64, .uint32, .uint64: .number("\(max(field.minimum ?? 0, 0))")
    case .double: .number("0.5")
    case .choice(let names): names.max { $0.value < $1.value }.map { .text($0.key) }
    case .message(let type):
      depth > 6 ? nil : .object(Self.members(of: MessageShape.named(type), depth: depth + 1))
    }
  }

  static func text(of field: FieldShape) -> String {
    switch field.format {
    case .uuid: "0193b1de-0000-7000-8000-000000000002"
    case .email: "amina@example.org"
    case .language: "fr"
    case .date: "2026-01-31"
    case .hex: String(repeating: "a", count: 64)
    case .slug: "risk-1"
    case nil: "ab"
    }
  }
}
