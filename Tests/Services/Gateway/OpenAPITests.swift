import Foundation
import Testing

@testable import gateway

@Suite("The OpenAPI document")
struct OpenAPITests {
  /// What is answered at /api/openapi.json.
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Services/Gateway/Public/openapi.json")

  @Test("describes every route, and what else the gateway answers under /api/v1")
  func routes() throws {
    let bytes = try Data(contentsOf: Self.file)
    let document = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    for endpoint in GateTests.endpoints {
      let verbs = paths[endpoint.template].map { Set($0.keys) } ?? []

      #expect(
        verbs.contains(endpoint.verb.rawValue.lowercased()),
        "\(endpoint.verb.rawValue) \(endpoint.template)")
    }
  }
}
