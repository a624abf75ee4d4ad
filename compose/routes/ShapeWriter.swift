import HTTPContract
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes what the gateway must know of every request message to check it before a call.
struct ShapeWriter {
  let routes: [Route]

  /// The file.
  func text() throws -> String {
    let messages = ReachableMessages.all(from: self.routes.map(\.method.inputType))
    let shapes = try messages.map { try self.shape($0) }
    return generatedHeader(
      "The fields of every request message with their limits.", imports: []
    ) + """

      extension MessageShape {
        /// By full protobuf name.
        static let all: [String: MessageShape] = [
      \(messages.map { "    \(literal($0.fullName)): .\(Self.property($0))," }.joined(separator: "\n"))
        ]

      \(shapes.joined(separator: "\n"))
      }

      """
  }

  private static func property(_ message: Descriptor) -> String {
    let parts = message.fullName.split(separator: ".").filter { $0 != "clikc" && $0 != "v1" }
    return parts[0] + parts.dropFirst().joined()
  }

  private func shape(_ message: Descriptor) throws -> String {
    let fields = try message.fields.map { "      \(try self.field($0))," }
    let list = fields.isEmpty ? "[]" : "[\n\(fields.joined(separator: "\n"))\n    ]"
    return """
        private static let \(Self.property(message)) = MessageShape(
          name: \(literal(message.fullName)),
          fields: \(list))
      """
  }

  private func field(_ field: FieldDescriptor) throws -> String {
    let measured = field.isMap ? field.messageType?.mapKeyAndValue?.value ?? field : field
    var parts = [
      literal(field.name), literal(field.jsonName ?? field.name), try self.kind(measured),
    ]
    if field.isMap { parts.append(".map") } else if field.isRepeated { parts.append(".repeated") }
    if let oneof = field.realContainingOneof { parts.append("oneof: \(literal(oneof.name))") }
    let rules = FieldLimits(field)
    if rules.isRequired { parts.append("required: true") }
    if let maximum = rules.maximumLength { parts.append("maximumLength: \(maximum)") }
    if let maximum = rules.maximumCount { parts.append("maximumCount: \(maximum)") }
    if let minimum = rules.minimum { parts.append("minimum: \(minimum)") }
    if let maximum = rules.maximum { parts.append("maximum: \(maximum)") }
    if let format = rules.format { parts.append("format: .\(format)") }
    if rules.isSecret { parts.append("secret: true") }
    return "FieldShape(\(parts.joined(separator: ", ")))"
  }

  private func kind(_ field: FieldDescriptor) throws -> String {
    switch field.type {
    case .string: return ".text"
    case .bytes: return ".bytes"
    case .bool: return ".boolean"
    case .int32, .sint32, .sfixed32: return ".int32"
    case .int64, .sint64, .sfixed64: return ".int64"
    case .uint32, .fixed32: return ".uint32"
    case .uint64, .fixed64: return ".uint64"
    case .float, .double: return ".double"
    case .enum:
      let values = field.enumType.values.map { "\(literal($0.name)): \($0.number)" }
      return ".choice([\(values.joined(separator: ", "))])"
    case .message where field.messageType.wellKnownType == nil:
      return ".message(\(literal(field.messageType.fullName)))"
    default: throw ShapeFault(description: "\(field.fullName): the gateway cannot check its type")
    }
  }
}

/// A request field whose type the gateway has no check for.
struct ShapeFault: Error, CustomStringConvertible {
  let description: String
}
