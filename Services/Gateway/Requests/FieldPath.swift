internal import Problems

/// Where a value stands in a request: in proto names for services, as a JSON Pointer for clients.
struct FieldPath: Equatable, Sendable {
  /// Proto names and indexes separated by dots; empty for the request itself.
  let field: String
  /// RFC 6901, in JSON names.
  let pointer: String

  /// The request itself.
  static let root = FieldPath(field: "", pointer: "")

  /// A field of the message here.
  func appending(_ field: FieldShape) -> FieldPath { self.appending(field.name, field.jsonName) }

  /// An element of the list here.
  func appending(_ index: Int) -> FieldPath { self.appending("\(index)", "\(index)") }

  /// A name of the map here, or one that is no field.
  func appending(name: String) -> FieldPath { self.appending(name, name) }

  private func appending(_ name: String, _ jsonName: String) -> FieldPath {
    let token = jsonName.replacing("~", with: "~0").replacing("/", with: "~1")
    return FieldPath(
      field: self.field.isEmpty ? name : "\(self.field).\(name)",
      pointer: "\(self.pointer)/\(token)")
  }
}

/// What the gateway found wrong with one value.
struct RequestViolation: Equatable, Sendable {
  let path: FieldPath
  /// The message catalogues have its text as `field.<reason>`.
  let reason: String
  let arguments: [String: String]

  init(_ path: FieldPath, _ reason: String, _ arguments: [String: String] = [:]) {
    self.path = path
    self.reason = reason
    self.arguments = arguments
  }
}

extension RequestViolation {
  /// What a service found wrong, with the pointer derived from its field path.
  init(_ violation: FieldViolation, in shape: MessageShape) {
    var path = FieldPath.root
    var current: MessageShape? = shape
    let parts = violation.field.replacing("[", with: ".").replacing("]", with: "")
    for name in parts.split(separator: ".") {
      guard let field = current?.field(String(name)) else {
        path = path.appending(name: String(name))
        continue
      }
      path = path.appending(field)
      if case .message(let type) = field.kind { current = MessageShape.all[type] }
    }
    self.init(path, violation.reason, violation.arguments)
  }
}
