import Foundation
import HealthContract
import Hummingbird
import HummingbirdTesting
import IdentityContract
import SwiftProtobuf
import Testing

@testable import gateway

@Suite("Connections")
struct ConnectionTests {
  @Test(
    "an answer of some size is compressed for who asks, small ones and protobuf-less HEAD are not")
  func compression() async throws {
    try await withGateway(.live) { gateway in
      gateway.services.answer(
        "clikc.identity.v1.Policies/GetPolicy",
        Clikc_Identity_V1_GetPolicyResponse.with { $0.text = String(repeating: "a ", count: 5_000) }
      )
      let gzip: HTTPFields = [.acceptEncoding: "gzip"]
      let packed = try await gateway.send(.get, "/api/v1/policy/en", token: nil, headers: gzip)
      let plain = try await gateway.send(.get, "/api/v1/policy/en", token: nil)
      let small = try await gateway.send(.get, "/healthz", token: nil, headers: gzip)
      let head = try await gateway.send(.head, "/api/v1/policy/en", token: nil, headers: gzip)

      #expect(packed.headers[.contentEncoding] == "gzip")
      #expect(packed.bytes.prefix(2) == [0x1F, 0x8B] && packed.bytes.count < 500)
      #expect(packed.headers[.vary]?.contains("Accept-Encoding") == true)
      #expect(plain.headers[.contentEncoding] == nil && plain.bytes.count > 10_000)
      #expect(small.headers[.contentEncoding] == nil)
      #expect(head.bytes.isEmpty && head.headers[.contentEncoding] == nil)
    }
  }

  @Test("headers beyond the limits are refused in a problem document with the security headers")
  func headers() async throws {
    try await withGateway(.live) { gateway in
      let reply = try await gateway.send(
        .get, "/healthz", token: nil, headers: [.userAgent: String(repeating: "a", count: 20_000)])

      #expect(reply.status == .badRequest)
      #expect(reply.reason == "REQUEST_MALFORMED")
      #expect(reply.headers[.xContentTypeOptions] == "nosniff")
    }
  }

  @Test("readiness names what is away")
  func readiness() async {
    struct Away: Error {}
    let readiness = Readiness(probes: [
      ("broker", { .serving }), ("identity", { throw Away() }), ("progress", { .notServing }),
    ])

    let parts = await readiness.parts()

    #expect(parts.map(\.name) == ["broker", "identity", "progress"])
    #expect(parts.map(\.serves) == [true, false, false])
  }
}
