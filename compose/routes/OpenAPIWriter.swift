import Foundation
import HTTPContract
import SwiftProtobufPluginLibrary

/// Writes the OpenAPI 3.1 document of the HTTP API.
struct OpenAPIWriter {
  let routes: [Route]

  /// The file: keys sorted, so that the same contracts give the same bytes.
  func text() throws -> String {
    let data = try JSONSerialization.data(
      withJSONObject: self.document,
      options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private var document: [String: Any] {
    [
      "openapi": "3.1.0",
      "info": [
        "title": "CLiKC! learning portal",
        "version": "1",
        "description": OpenAPITexts.description,
      ],
      "tags": self.tags,
      "paths": self.paths,
      "components": [
        "schemas": self.schemas,
        "responses": OpenAPIFixedPaths.responses,
        "securitySchemes": [
          "bearer": [
            "type": "http", "scheme": "bearer", "description": OpenAPITexts.bearer,
          ],
          "cookie": [
            "type": "apiKey", "in": "cookie", "name": "__Host-sid",
            "description": OpenAPITexts.cookie,
          ],
        ],
      ],
    ]
  }

  private var tags: [[String: Any]] {
    let services = self.routes.compactMap(\.method.service)
    let names = services.map(\.name).uniqued
    return names.map { name in
      [
        "name": name,
        "description": services.first { $0.name == name }?.proseComment ?? "",
      ]
    } + [["name": "Files", "description": "Pictures and certificates."]]
  }

  /// By path, then by verb: a path may have verbs of a contract and of the gateway's own.
  private var paths: [String: [String: Any]] {
    var paths = OpenAPIFixedPaths.all
    for route in self.routes {
      paths[route.template.text, default: [:]][route.verb.lowercased()] = self.operation(route)
    }
    return paths
  }

  private var schemas: [String: Any] {
    let requests = ReachableMessages.all(from: self.routes.map(\.method.inputType))
    let answers = ReachableMessages.all(from: self.routes.map(\.method.outputType))
    let requestNames = Set(requests.map(\.fullName))
    var schemas = OpenAPIFixedPaths.schemas
    for message in requests + answers where schemas[OpenAPISchema.name(message.fullName)] == nil {
      let limited = requestNames.contains(message.fullName)
      schemas[OpenAPISchema.name(message.fullName)] = OpenAPISchema.object(
        message, limited: limited)
    }
    return schemas
  }

  private func operation(_ route: Route) -> [String: Any] {
    let paragraphs = route.comment.split(separator: ". ", maxSplits: 1)
    var operation: [String: Any] = [
      "operationId": route.swiftName,
      "tags": [route.method.service.name],
      "summary": paragraphs.first.map { $0.hasSuffix(".") ? String($0) : "\($0)." } ?? "",
      "description": route.comment,
      "parameters": self.parameters(route),
      "responses": self.responses(route),
      "security": route.access == .public ? [] : [["bearer": [String]()], ["cookie": [String]()]],
      "x-clikc-access": Self.accessNames[route.access] ?? "open",
      "x-clikc-idempotent": route.isIdempotent,
    ]
    if route.hasBody { operation["requestBody"] = self.body(route) }
    return operation
  }

  private static let accessNames: [Clikc_Http_V1_Access: String] = [
    .public: "anyone", .firstFactor: "session before its code", .session: "session",
    .passwordChanged: "password changed", .policyAccepted: "policy accepted",
  ]

  private func parameters(_ route: Route) -> [[String: Any]] {
    let path = route.template.fields.compactMap { path in
      route.method.inputType.field(at: path).map { field in
        OpenAPISchema.parameter(field, name: path.joined(separator: "."), place: "path")
      }
    }
    let query = (route.hasBody ? [] : route.unboundFields).map {
      OpenAPISchema.parameter($0, name: $0.jsonName ?? $0.name, place: "query")
    }
    return path + query
  }

  private func body(_ route: Route) -> [String: Any] {
    let schema = OpenAPISchema.reference(route.method.inputType)
    return [
      "description":
        "At most \(route.maximumBodyBytes) bytes. Fields of the path may be left out of the body.",
      "required": true,
      "content": OpenAPISchema.content(OpenAPISchema.bodySchema(route) ?? schema),
    ]
  }

  private func responses(_ route: Route) -> [String: Any] {
    var responses: [String: Any] = [
      "200": [
        "description": route.method.outputType.proseComment,
        "content": OpenAPISchema.content(OpenAPISchema.reference(route.method.outputType)),
      ]
    ]
    var problems = ["400", "404", "409", "414", "429", "500", "503", "504"]
    // Signing in, or an answer to a form that names a session, may fail where no session is needed.
    if route.access != .public || route.hasBody { problems += ["401"] }
    if route.access != .public { problems += ["403"] }
    if route.hasBody { problems += ["408", "413", "415"] }
    for status in problems {
      responses[status] = ["$ref": "#/components/responses/\(status)"]
    }
    return responses
  }
}
