import Foundation
import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// A refusal of Web's own to a client of the API, as the gateway would word it: problem details (RFC 9457).
struct APIProblem: Encodable, Sendable {
  let type: String
  let title: String
  let status: Int
  let detail: String
  let reason: String
  let instance: String

  /// `detail` is the text of `error.<reason>`.
  init(
    _ status: HTTPResponse.Status, _ reason: String, _ texts: Texts, _ more: [String: String] = [:]
  ) {
    type = "urn:clikc:problem:\(reason)"
    title = texts("status.\(status.code)")
    self.status = status.code
    detail = texts("error.\(reason)", more)
    self.reason = reason
    instance = "urn:clikc:request:\(UUID().uuidString.lowercased())"
  }

  /// The answer, in the language of `texts`.
  func response(_ texts: Texts) throws -> Response {
    Response(
      status: HTTPResponse.Status(code: status),
      headers: [
        .contentType: "application/problem+json", .cacheControl: "no-store",
        .contentLanguage: texts.language.rawValue,
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(self))))
  }
}
