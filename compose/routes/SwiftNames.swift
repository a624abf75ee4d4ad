import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// The names that protoc-gen-swift and protoc-gen-grpc-swift-2 give to what a contract declares.
struct SwiftNames {
  private let namer = SwiftProtobufNamer()

  /// `Clikc_Identity_V1_SignInRequest`.
  func type(_ message: Descriptor) -> String { self.namer.fullName(message: message) }

  /// `Clikc_Identity_V1_Sessions`.
  func service(_ service: ServiceDescriptor) -> String {
    self.namer.typePrefix(forFile: service.file) + service.name
  }

  /// The property of a field and the one that tells whether it is set.
  func property(_ field: FieldDescriptor) -> (name: String, has: String) {
    let names = self.namer.messagePropertyNames(
      field: field, prefixed: "", includeHasAndClear: true)
    return (names.name, names.has)
  }

  /// `document.code` as Swift reads it from a message.
  func property(at path: [String], in message: Descriptor) -> String {
    guard let name = path.first, let field = message.fields.first(where: { $0.name == name }) else {
      return ""
    }
    let own = self.property(field).name
    guard path.count > 1, let next = field.messageType else { return own }
    return "\(own).\(self.property(at: Array(path.dropFirst()), in: next))"
  }
}
