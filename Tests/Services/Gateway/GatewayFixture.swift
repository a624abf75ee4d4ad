import Authentication
import AuthenticationContract
import BlobStore
import Cryptography
import Foundation
import GRPCCore
import HealthContract
import Hummingbird
import HummingbirdTesting
import IdentityContract
import Localization
import Logging
import NetworkAddresses
import NotificationContract
import Pictures
import Problems
import SwiftProtobuf

@testable import gateway

/// A gateway in front of fake services, with one session per gate: the tokens are `open`, `password`,
/// `policy`, `profile`, and `expert` and `administrator` for open sessions with that role.
struct GatewayFixture: Sendable {
  let services: FakeServices
  let cache: SessionCache
  let blobs: DirectoryBlobStore
  let client: any TestClientProtocol

  /// Sends a request.
  func send(
    _ method: HTTPRequest.Method, _ path: String, token: String? = "open",
    headers: HTTPFields = [:], body: String? = nil
  ) async throws -> Reply {
    try await self.send(
      method, path, token: token, headers: headers, bytes: body.map { Array($0.utf8) })
  }

  /// Sends a request with any bytes.
  func send(
    _ method: HTTPRequest.Method, _ path: String, token: String? = "open",
    headers: HTTPFields = [:], bytes: [UInt8]?
  ) async throws -> Reply {
    var headers = headers
    if let token { headers[.authorization] = "Bearer \(token)" }
    if bytes != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
    return try await self.client.execute(
      uri: path, method: method, headers: headers, body: bytes.map { ByteBuffer(bytes: $0) }
    ) { Reply($0) }
  }
}

/// An answer, read.
struct Reply: Sendable {
  let status: HTTPResponse.Status
  let headers: HTTPFields
  let bytes: [UInt8]

  init(_ response: TestResponse) {
    self.status = response.status
    self.headers = response.headers
    self.bytes = Array(response.body.readableBytesView)
  }

  /// The body as JSON.
  var json: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(self.bytes))) as? [String: Any] ?? [:]
  }

  /// The reason of a problem document.
  var reason: String { self.json["reason"] as? String ?? "" }

  /// The violations of a problem document: pointer to reason.
  var violations: [String: String] {
    let list = self.json["violations"] as? [[String: Any]] ?? []
    return Dictionary(
      list.map { ($0["pointer"] as? String ?? "", $0["reason"] as? String ?? "") },
      uniquingKeysWith: { first, _ in first })
  }
}

/// Runs a gateway for as long as `body` runs.
func withGateway(
  _ framework: TestingSetup = .router,
  _ body: @escaping @Sendable (GatewayFixture) async throws -> Void
) async throws {
  let services = FakeServices()
  let cache = SessionCache()
  let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  defer { try? FileManager.default.removeItem(at: directory) }
  let blobs = DirectoryBlobStore(directory: directory.path())
  let pictures = PictureMaker()
  services.answer(TestSession.resolve, TestSession.resolved)
  let catalogue = try MessageCatalogue(directory: TestSession.messages)
  try await services.run { client in
    let callees = Callees(
      identity: client, catalogue: client, progress: client, notification: client)
    let gateway = Gateway(
      GatewayParts(
        callees: callees, documents: Clikc_Notification_V1_Documents.Client(wrapping: client),
        credentials: Clikc_Notification_V1_Credentials.Client(wrapping: client),
        cache: cache, blobs: blobs, pictures: pictures,
        readiness: Readiness(probes: [("identity", { .serving })]), catalogue: catalogue,
        openAPI: Array("{}".utf8), site: URL(string: TestSession.site) ?? directory,
        proxies: TrustedProxies(), logger: TestSession.silent))
    let application = gateway.application(
      address: .hostname("127.0.0.1", port: 0), logger: TestSession.silent)
    try await application.test(framework) { client in
      try await body(
        GatewayFixture(services: services, cache: cache, blobs: blobs, client: client))
    }
  }
}

/// The sessions that the fake Identity knows.
enum TestSession {
  static let resolve = "clikc.identity.v1.Sessions/ResolveSession"
  static let site = "http://localhost:8080"
  static let accountID = "0193b1de-0000-7000-8000-000000000001"
  static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// The product's texts, beside the sources of this test.
  static let messages = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Shared/Localization/Messages")

  /// Identity's answer.
  static let resolved: FakeServices.Answer = { bytes in
    let token = try Clikc_Identity_V1_ResolveSessionRequest(serializedBytes: bytes).token
    guard let (gate, role) = Self.known[token] else {
      throw Refusal(.unauthenticated, "SIGN_IN_REQUIRED")
    }
    let principal = Clikc_Authentication_V1_Principal.with {
      $0.accountID = Self.accountID
      $0.sessionID = "0193b1de-0000-7000-8000-00000000000a"
      $0.name = "Amina"
      $0.language = "fr"
      $0.roles = [.learner, role]
      $0.expiresAt = Google_Protobuf_Timestamp(date: Date() + 60)
    }
    let statement: Data = try principal.serializedBytes()
    return try Clikc_Identity_V1_ResolveSessionResponse.with {
      $0.principal.principal = statement
      $0.gate = gate
    }.serializedBytes()
  }

  private static let known: [String: (Clikc_Identity_V1_Gate, Clikc_Authentication_V1_Role)] = [
    "open": (.open, .learner), "password": (.changePassword, .learner),
    "erasure": (.cancelErasure, .learner),
    "code": (.enterCode, .administrator), "factor": (.setUpSecondFactor, .administrator),
    "policy": (.acceptPolicy, .learner), "profile": (.confirmProfile, .learner),
    "expert": (.open, .expert), "administrator": (.open, .administrator),
  ]
}
