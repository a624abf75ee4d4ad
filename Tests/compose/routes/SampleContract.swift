import HTTPContract
import SwiftProtobuf
import SwiftProtobufPluginLibrary

@testable import protoc_gen_clikc_routes

/// A contract of one service, made by hand: what protoc would hand to the generator.
struct SampleContract {
  private(set) var file = Google_Protobuf_FileDescriptorProto.with {
    $0.name = "clikc/shop/v1/shop.proto"
    $0.package = "clikc.shop.v1"
    $0.syntax = "proto3"
    $0.service = [.with { $0.name = "Orders" }]
    $0.messageType = [.with { $0.name = "Answer" }]
  }

  /// A field as proto3 declares it.
  static func field(
    _ name: String, _ number: Int32, _ type: Google_Protobuf_FieldDescriptorProto.TypeEnum,
    repeated: Bool = false, rules: Clikc_Http_V1_FieldRules? = nil
  ) -> Google_Protobuf_FieldDescriptorProto {
    .with {
      $0.name = name
      $0.jsonName = name
      $0.number = number
      $0.type = type
      $0.label = repeated ? .repeated : .optional
      if let rules { $0.options.Clikc_Http_V1_rules = rules }
    }
  }

  /// Adds a method whose request has these fields.
  mutating func add(
    _ name: String, _ fields: [Google_Protobuf_FieldDescriptorProto] = [],
    rule: Clikc_Http_V1_HTTPRule? = nil, options: Google_Protobuf_MethodOptions = .init()
  ) {
    var options = options
    if let rule { options.setExtensionValue(ext: HTTPAnnotation.field, value: rule) }
    self.file.messageType.append(
      .with {
        $0.name = "\(name)Request"
        $0.field = fields
      })
    self.file.service[0].method.append(
      .with {
        $0.name = name
        $0.inputType = ".clikc.shop.v1.\(name)Request"
        $0.outputType = ".clikc.shop.v1.Answer"
        $0.options = options
      })
  }

  /// The descriptors, as the plugin library gives them.
  var files: [FileDescriptor] { DescriptorSet(protos: [self.file]).files }

  /// A contract with one method.
  static func of(
    _ rule: Clikc_Http_V1_HTTPRule?, _ fields: [Google_Protobuf_FieldDescriptorProto] = [],
    options: Google_Protobuf_MethodOptions = .init()
  ) -> [FileDescriptor] {
    var contract = SampleContract()
    contract.add("Place", fields, rule: rule, options: options)
    return contract.files
  }

  /// Options of a method that writes nothing.
  static let readsOnly = Google_Protobuf_MethodOptions.with {
    $0.idempotencyLevel = .noSideEffects
  }
}
