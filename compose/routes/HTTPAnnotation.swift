import HTTPContract
import SwiftProtobuf

/// The option google.api.http, read into our own copy of the part of HttpRule that we understand.
enum HTTPAnnotation {
  /// `extend google.protobuf.MethodOptions { HttpRule http = 72295728; }` of google/api/annotations.proto.
  static let field = MessageExtension<
    OptionalMessageExtensionField<Clikc_Http_V1_HTTPRule>, Google_Protobuf_MethodOptions
  >(_protobuf_fieldNumber: 72_295_728, fieldName: "google.api.http")

  /// The rule of a method, or nil when it has none.
  static func rule(in options: Google_Protobuf_MethodOptions) -> Clikc_Http_V1_HTTPRule? {
    options.hasExtensionValue(ext: self.field)
      ? options.getExtensionValue(ext: self.field) : nil
  }
}
