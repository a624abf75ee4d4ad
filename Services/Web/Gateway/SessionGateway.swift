import GatewayContract
import SwiftProtobuf

/// The gateway as one person's session reaches it: adds credentials, remembers who is looking.
struct SessionGateway: Sendable {
  private let client: any GatewayClient
  private let credentials: Credentials
  private let saw: @Sendable (Clikc_Gateway_V1_Viewer?) -> Void

  init(
    client: any GatewayClient, credentials: Credentials,
    saw: @escaping @Sendable (Clikc_Gateway_V1_Viewer?) -> Void
  ) {
    self.client = client
    self.credentials = credentials
    self.saw = saw
  }

  /// Calls a route; throws `GatewayRefusal` for any status but 200, `GatewayUnreachable` when no
  /// answer came.
  func call<Request: Message & Sendable, Response: Message & Sendable>(
    _ route: GatewayRoute<Request, Response>, _ request: Request
  ) async throws -> Response {
    let answer = try await client.send(
      GatewayCall(
        method: route.method, path: route.path(request),
        body: route.hasBody ? try request.serializedBytes() : nil, credentials: credentials))
    saw(answer.viewer)
    guard answer.status == 200 else { throw GatewayRefusal(answer) }
    return try Response(serializedBytes: answer.body)
  }

  /// Sends a file to an address that takes one; throws as `call` does.
  func upload(_ path: String, _ file: [UInt8]) async throws {
    let answer = try await client.send(
      GatewayCall(
        method: "POST", path: path, body: file, contentType: "application/octet-stream",
        credentials: credentials))
    saw(answer.viewer)
    guard answer.status == 200 else { throw GatewayRefusal(answer) }
  }
}
