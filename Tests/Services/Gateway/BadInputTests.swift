import Hummingbird
import Testing

@testable import gateway

/// Generated from the route table: what every field of every operation takes and what it refuses.
@Suite("Bad input")
struct BadInputTests {
  @Test("a well-formed request of every operation reaches its service", arguments: Language5.all)
  func wellFormed(language: String) async throws {
    try await withGateway { gateway in
      for route in Route.all {
        let sample = SampleRequest(route)
        let reply = try await gateway.send(sample, headers: [.acceptLanguage: language])

        #expect(
          reply.status == .ok, "\(route.name): \(String(decoding: reply.bytes, as: UTF8.self))")
      }
    }
  }

  @Test("every limit of every field is held, with a text for the reader")
  func limits() async throws {
    try await withGateway { gateway in
      for route in Route.all {
        for fault in SampleRequest(route).faults {
          let reply = try await gateway.send(fault.request)
          // Too long a list in an address makes the address too long before the list is read.
          if reply.status == .uriTooLong, !route.hasBody {
            #expect(
              reply.reason == "PATH_TOO_LONG" && reply.isWorded, "\(route.name) \(fault.name)")
            continue
          }

          #expect(reply.status == .badRequest, "\(route.name) \(fault.name)")
          #expect(reply.violations[fault.pointer] == fault.reason, "\(route.name) \(fault.name)")
          #expect(reply.isWorded, "\(route.name) \(fault.name)")
        }
      }
      #expect(gateway.services.calls.isEmpty)
    }
  }

  @Test("a body that is no JSON object is refused and called such", arguments: BadBody.all)
  func bodies(bad: BadBody) async throws {
    try await withGateway { gateway in
      for route in Route.all where route.hasBody {
        let sample = SampleRequest(route)
        let reply = try await gateway.send(
          sample.verb, sample.path, headers: [.contentType: bad.type], bytes: bad.bytes)

        #expect(reply.status == bad.status, "\(route.name)")
        #expect(reply.reason == bad.reason, "\(route.name)")
        #expect(reply.isWorded, "\(route.name)")
      }
      #expect(gateway.services.calls.isEmpty)
    }
  }

  @Test("a body over the limit of every operation is refused")
  func tooLarge() async throws {
    try await withGateway { gateway in
      for route in Route.all where route.hasBody {
        let sample = SampleRequest(route)
        let bytes = [UInt8](repeating: UInt8(ascii: " "), count: route.maximumBodyBytes + 1)
        let reply = try await gateway.send(sample.verb, sample.path, bytes: bytes)

        #expect(reply.status == .contentTooLarge, "\(route.name)")
        #expect(reply.reason == "CONTENT_TOO_LARGE", "\(route.name)")
      }
      #expect(gateway.services.calls.isEmpty)
    }
  }

  @Test("broken escapes and bytes that are no text in path and query are refused")
  func addresses() async throws {
    try await withGateway { gateway in
      for route in Route.all {
        let sample = SampleRequest(route)
        let query = try await gateway.send(sample.verb, "\(sample.path)?query=%ff")
        #expect(query.reason == "QUERY_MALFORMED", "\(route.name)")

        guard route.path.contains(where: { if case .field = $0 { true } else { false } }) else {
          continue
        }
        for broken in ["%ff", "%2", "%zz", "%c3%28"] {
          let path = try await gateway.send(sample.verb, sample.path(everyField: broken))
          #expect(path.reason == "PATH_MALFORMED", "\(route.name) \(broken)")
        }
      }
      #expect(gateway.services.calls.isEmpty)
    }
  }

  @Test("an unknown query parameter of every operation is named")
  func unknownParameters() async throws {
    try await withGateway { gateway in
      for route in Route.all {
        let sample = SampleRequest(route)
        let mark = sample.target.contains("?") ? "&" : "?"
        let reply = try await gateway.send(
          sample.verb, "\(sample.target)\(mark)no_such=1", bytes: sample.body)

        #expect(reply.violations["/no_such"] == "UNKNOWN_FIELD", "\(route.name)")
      }
      #expect(gateway.services.calls.isEmpty)
    }
  }
}

/// A body that no operation takes.
struct BadBody: Sendable {
  let type: String
  let bytes: [UInt8]
  let status: HTTPResponse.Status
  let reason: String

  private init(
    _ reason: String, _ bytes: [UInt8], type: String = "application/json",
    status: HTTPResponse.Status = .badRequest
  ) {
    self.type = type
    self.bytes = bytes
    self.status = status
    self.reason = reason
  }

  static let all: [BadBody] = [
    BadBody("BODY_NOT_JSON", Array("{".utf8)), BadBody("BODY_NOT_JSON", Array("{} {}".utf8)),
    BadBody("BODY_NOT_JSON", Array("{\"a\":01}".utf8)),
    BadBody("BODY_NOT_JSON", Array("{'a':1}".utf8)),
    BadBody("BODY_NOT_UTF8", Array("{\"a\":\"".utf8) + [0xFF, 0xC3] + Array("\"}".utf8)),
    BadBody("BODY_NOT_UTF8", Array("{\"a\":\"\\ud800\"}".utf8)),
    BadBody("BODY_TOO_DEEP", Array(String(repeating: "[", count: 100).utf8)),
    BadBody("INVALID_REQUEST", Array("[]".utf8)), BadBody("INVALID_REQUEST", Array("1".utf8)),
    BadBody("INVALID_REQUEST", Array("{\"a\":1,\"a\":2}".utf8)),
    BadBody("BODY_NOT_UNDERSTOOD", [0xFF, 0xFF, 0xFF], type: "application/protobuf"),
    BadBody(
      "UNSUPPORTED_MEDIA_TYPE", Array("--x\r\n\r\n--x--".utf8),
      type: "multipart/form-data; boundary=x", status: .unsupportedMediaType),
    BadBody(
      "UNSUPPORTED_MEDIA_TYPE", Array("a=1&b=%ff".utf8),
      type: "application/x-www-form-urlencoded", status: .unsupportedMediaType),
    BadBody(
      "UNSUPPORTED_MEDIA_TYPE", Array("{}".utf8), type: "text/plain",
      status: .unsupportedMediaType),
  ]
}

enum Language5 {
  static let all = ["en", "fr", "ar", "es", "pt"]
}

extension Reply {
  /// Whether the problem has texts a person can read: no key, no placeholder.
  var isWorded: Bool {
    let violations = self.json["violations"] as? [[String: Any]] ?? []
    let texts =
      [self.json["title"], self.json["detail"]].map { $0 as? String ?? "" }
      + violations.map { $0["detail"] as? String ?? "" }
    return texts.allSatisfy { text in
      !text.isEmpty && !text.contains("{") && !text.hasPrefix("error.")
        && !text.hasPrefix("field.") && !text.hasPrefix("status.")
    } && self.headers[.contentType] == "application/problem+json"
  }
}

extension GatewayFixture {
  /// Sends a sample.
  func send(_ sample: SampleRequest, headers: HTTPFields = [:]) async throws -> Reply {
    try await self.send(sample.verb, sample.target, headers: headers, bytes: sample.body)
  }
}
