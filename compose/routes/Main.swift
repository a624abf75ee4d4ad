import HTTPContract
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// `protoc-gen-clikc-routes`: reads every service with google.api.http annotations and writes the
/// gateway's route table and message shapes, Web's typed calls, and the OpenAPI document.
@main
struct RouteGenerator: CodeGenerator {
  var supportedFeatures: [Google_Protobuf_Compiler_CodeGeneratorResponse.Feature] {
    [.proto3Optional]
  }

  var customOptionExtensions: [any AnyMessageExtension] {
    [
      HTTPAnnotation.field, Clikc_Http_V1_Extensions_access, Clikc_Http_V1_Extensions_rules,
      Clikc_Http_V1_Extensions_max_body_bytes,
    ]
  }

  func generate(
    files: [FileDescriptor], parameter: any CodeGeneratorParameter,
    protoCompilerContext: any ProtoCompilerContext, generatorOutputs: any GeneratorOutputs
  ) throws {
    let routes = try RouteReader.routes(of: files)
    let contracts = Contracts.modules(of: files)
    let outputs =
      [
        (
          "Services/Gateway/Generated/Callees.swift",
          CalleesWriter(files: files, contracts: contracts).text
        ),
        (
          "Services/Gateway/Generated/Routes.swift",
          RouteTableWriter(routes: routes, contracts: contracts).text
        ),
        ("Services/Gateway/Generated/MessageShapes.swift", try ShapeWriter(routes: routes).text()),
        ("Services/Gateway/Public/openapi.json", try OpenAPIWriter(routes: routes).text()),
        (
          "Services/Web/Generated/GatewayRoutes.swift",
          WebRouteWriter(routes: routes, contracts: contracts).text
        ),
      ] + IdempotencyWriter(files: files).outputs
    for (name, contents) in outputs {
      try generatorOutputs.add(fileName: name, contents: contents)
    }
  }
}
