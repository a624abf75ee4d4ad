import AsyncHTTPClient
import Cryptography
import GatewayContract
import NIOCore
import NIOHTTP1
import SwiftProtobuf

/// Speaks to the gateway in protobuf over HTTP.
struct HTTPGatewayClient: GatewayClient {
  private static let largestAnswer = 4 << 20

  private let http: HTTPClient
  private let baseURL: String
  private let timeout: TimeAmount

  /// `baseURL` has no slash at its end.
  init(http: HTTPClient, baseURL: String, timeout: TimeAmount = .seconds(10)) {
    self.http = http
    self.baseURL = baseURL
    self.timeout = timeout
  }

  func send(
    _ call: GatewayCall
  ) async throws(GatewayUnreachable) -> GatewayAnswer {
    do {
      let response = try await http.execute(request(for: call), timeout: timeout)
      let body = try await response.body.collect(upTo: Self.largestAnswer)
      return GatewayAnswer(
        status: Int(response.status.code),
        contentType: response.headers.first(name: "content-type") ?? "",
        body: Array(body.readableBytesView), viewer: Self.viewer(in: response.headers))
    } catch {
      throw GatewayUnreachable(cause: "\(error)")
    }
  }

  private func request(for call: GatewayCall) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: baseURL + call.path)
    request.method = HTTPMethod(rawValue: call.method)
    request.headers.add(name: "accept", value: "application/protobuf")
    if let token = call.credentials.token {
      request.headers.add(name: "authorization", value: "Bearer \(token)")
    }
    if let address = call.credentials.clientAddress {
      request.headers.add(name: "x-forwarded-for", value: address)
    }
    if let language = call.credentials.chosenLanguage {
      request.headers.add(name: "clikc-language", value: language)
    }
    if let language = call.credentials.browserLanguage {
      request.headers.add(name: "accept-language", value: language)
    }
    if let body = call.body {
      request.headers.add(name: "content-type", value: call.contentType)
      request.body = .bytes(ByteBuffer(bytes: body))
    }
    return request
  }

  private static func viewer(in headers: HTTPHeaders) -> Clikc_Gateway_V1_Viewer? {
    guard let text = headers.first(name: "clikc-viewer"), let bytes = bytes(base64URL: text)
    else { return nil }
    return try? Clikc_Gateway_V1_Viewer(serializedBytes: bytes)
  }
}
