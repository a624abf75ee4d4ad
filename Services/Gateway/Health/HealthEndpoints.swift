internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Synchronization

/// `/healthz`, `/readyz` and the OpenAPI document.
struct HealthEndpoints: Sendable {
  let readiness: Readiness
  /// The document as it was generated.
  let openAPI: [UInt8]

  /// Where they are answered.
  var endpoints: [Endpoint] {
    [
      Endpoint(.get, "/healthz", access: .anyone) { _ in
        Self.json([.init(name: "status", value: .text("ok"))], .ok)
      },
      Endpoint(.get, "/readyz", access: .anyone) { _ in
        let parts = await self.readiness.parts()
        let ready = parts.allSatisfy(\.serves)
        let members = parts.map {
          JSONValue.Member(name: $0.name, value: .boolean($0.serves))
        }
        return Self.json(
          [
            .init(name: "ready", value: .boolean(ready)),
            .init(name: "parts", value: .object(members)),
          ], ready ? .ok : .serviceUnavailable)
      },
      Endpoint(.get, "/api/openapi.json", access: .anyone) { _ in
        Response(
          status: .ok,
          headers: [
            .contentType: MediaType.json, .cacheControl: "public, max-age=300",
            .vary: "Accept-Encoding",
          ], body: .init(byteBuffer: ByteBuffer(bytes: self.openAPI)))
      },
    ]
  }

  private static func json(
    _ members: [JSONValue.Member], _ status: HTTPResponse.Status
  ) -> Response {
    Response(
      status: status,
      headers: [.contentType: MediaType.json, .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: JSONValue.object(members).bytes)))
  }
}
