import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// JSON Schema (2020-12) of contract messages in their protobuf JSON form.
enum OpenAPISchema {
  /// `identity.Account` of `clikc.identity.v1.Account`.
  static func name(_ fullName: String) -> String {
    fullName.split(separator: ".").filter { $0 != "clikc" && $0 != "v1" }.joined(separator: ".")
  }

  /// A reference to a message's schema.
  static func reference(_ message: Descriptor) -> [String: Any] {
    ["$ref": "#/components/schemas/\(Self.name(message.fullName))"]
  }

  /// One schema for JSON and, as the same message, for protobuf.
  static func content(_ schema: [String: Any]) -> [String: Any] {
    [
      "application/json": ["schema": schema],
      "application/protobuf": ["schema": ["type": "string", "format": "binary"]],
    ]
  }

  /// A path or query parameter.
  static func parameter(_ field: FieldDescriptor, name: String, place: String) -> [String: Any] {
    [
      "name": name, "in": place, "required": place == "path" || FieldLimits(field).isRequired,
      "description": field.proseComment,
      "schema": Self.property(field, limited: true, described: false),
    ]
  }

  /// The request's schema without the fields of the path; nil when the path carries none.
  static func bodySchema(_ route: Route) -> [String: Any]? {
    guard !route.template.fields.isEmpty else { return nil }
    let bound = Set(route.template.fields.compactMap { $0.count == 1 ? $0[0] : nil })
    return Self.object(route.method.inputType, limited: true, without: bound)
  }

  /// The schema of a message. `limited` adds the limits of requests; without it, zero values that are
  /// left out of answers get their defaults.
  static func object(
    _ message: Descriptor, limited: Bool, without bound: Set<String> = []
  ) -> [String: Any] {
    let fields = message.fields.filter { !bound.contains($0.name) }
    var properties: [String: Any] = [:]
    for field in fields {
      properties[field.jsonName ?? field.name] = Self.property(field, limited: limited)
    }
    var schema: [String: Any] = [
      "type": "object", "description": message.proseComment, "properties": properties,
    ]
    let required = fields.filter { limited && FieldLimits($0).isRequired }
      .map { $0.jsonName ?? $0.name }
    if !required.isEmpty { schema["required"] = required }
    if limited { schema["additionalProperties"] = false }
    let choices = message.realOneofs.map { oneof in
      "At most one of: "
        + oneof.fields.map { $0.jsonName ?? $0.name }.joined(separator: ", ") + "."
    }
    if !choices.isEmpty {
      schema["description"] = ([message.proseComment] + choices).joined(separator: " ")
    }
    return schema
  }

  private static func property(
    _ field: FieldDescriptor, limited: Bool, described: Bool = true
  ) -> [String: Any] {
    let limits = FieldLimits(field)
    let measured = field.isMap ? field.messageType?.mapKeyAndValue?.value ?? field : field
    var value = Self.scalar(measured)
    if limited { Self.limit(&value, by: limits, isText: measured.type == .string) }
    if field.isMap {
      value = ["type": "object", "additionalProperties": value]
      if limited, let count = limits.maximumCount { value["maxProperties"] = count }
    } else if field.isRepeated {
      value = ["type": "array", "items": value]
      if limited, let count = limits.maximumCount { value["maxItems"] = count }
      if limited, limits.isRequired { value["minItems"] = 1 }
    } else if limited, limits.isRequired, field.type == .string {
      value["minLength"] = 1
    }
    if !field.hasPresence, value["default"] == nil { value["default"] = Self.zero(field) }
    if described {
      let comment = field.proseComment
      if !comment.isEmpty { value["description"] = comment }
    }
    if limited, limits.isRequired { value["default"] = nil }
    return value
  }

  private static func scalar(_ field: FieldDescriptor) -> [String: Any] {
    switch field.type {
    case .string: return ["type": "string"]
    case .bytes: return ["type": "string", "contentEncoding": "base64"]
    case .bool: return ["type": "boolean"]
    case .int32, .sint32, .sfixed32, .uint32, .fixed32:
      return ["type": "integer", "format": "int32"]
    case .int64, .sint64, .sfixed64, .uint64, .fixed64:
      return ["type": "string", "format": "int64", "pattern": "^-?[0-9]{1,20}$"]
    case .float, .double: return ["type": "number", "format": "double"]
    case .enum:
      return ["type": "string", "enum": field.enumType.values.map(\.name)]
    default: return Self.message(field.messageType)
    }
  }

  private static func message(_ message: Descriptor) -> [String: Any] {
    message.wellKnownType == .timestamp
      ? ["type": "string", "format": "date-time"] : Self.reference(message)
  }

  private static func limit(_ schema: inout [String: Any], by limits: FieldLimits, isText: Bool) {
    if isText, let maximum = limits.maximumLength { schema["maxLength"] = maximum }
    if schema["type"] as? String == "integer" {
      schema["minimum"] = limits.minimum
      schema["maximum"] = limits.maximum
    }
    switch limits.format {
    case "uuid", "email", "date": schema["format"] = limits.format
    case "language":
      schema["enum"] = (limits.isRequired ? [] : [""]) + ["en", "fr", "ar", "es", "pt"]
    case "hex": schema["pattern"] = "^[0-9a-f]*$"
    case "slug": schema["pattern"] = "^[a-z0-9][a-z0-9-]*$"
    default: break
    }
  }

  private static func zero(_ field: FieldDescriptor) -> Any {
    if field.isMap { return [String: String]() }
    if field.isRepeated { return [String]() }
    switch field.type {
    case .string, .bytes: return ""
    case .bool: return false
    case .enum: return field.enumType.values[0].name
    case .int64, .sint64, .sfixed64, .uint64, .fixed64: return "0"
    default: return 0
    }
  }
}
