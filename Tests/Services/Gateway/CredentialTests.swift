import Foundation
import HTTPTypes
import Hummingbird
import NotificationContract
import SwiftProtobuf
import Testing

@testable import gateway

@Suite("Digital credentials")
struct CredentialTests {
  private static let course = "0193b1de-0000-7000-8000-000000000002"
  private static let service = "clikc.notification.v1.Credentials"

  @Test("the holder gets the credential as a file of its own type")
  func own() async throws {
    try await withGateway { gateway in
      gateway.services.answer(
        "\(Self.service)/GetMyCredential",
        Clikc_Notification_V1_GetMyCredentialResponse.with {
          $0.token = "a.b.c"
          $0.serial = "CLIKC-2026-\"1"
        })
      let reply = try await gateway.send(
        .get, "/api/v1/courses/\(Self.course)/certificate/credential")

      #expect(String(decoding: reply.bytes, as: UTF8.self) == "a.b.c")
      #expect(reply.headers[.contentType] == "application/vc+jwt")
      #expect(
        reply.headers[.contentDisposition] == "attachment; filename=\"credential-CLIKC-2026-1.jwt\""
      )
      #expect(reply.headers[.cacheControl] == "private, no-store")
      #expect(reply.headers[.accessControlAllowOrigin] == nil)
    }
  }

  @Test("anybody gets the documents, from any site, to keep for half a minute")
  func documents() async throws {
    try await withGateway { gateway in
      let json = Data("{}".utf8)
      gateway.services.answer(
        "\(Self.service)/GetStatusList",
        Clikc_Notification_V1_GetStatusListResponse.with { $0.token = "a.b.c" })
      gateway.services.answer(
        "\(Self.service)/GetRevocationList",
        Clikc_Notification_V1_GetRevocationListResponse.with { $0.json = json })
      gateway.services.answer(
        "\(Self.service)/GetAchievement",
        Clikc_Notification_V1_GetAchievementResponse.with { $0.json = json })
      for (path, type) in [
        ("status-lists/2147483647", "application/vc+jwt"),
        ("revocation-lists/0", "application/json"),
        ("achievements/\(Self.course)/3", "application/json"),
      ] {
        for token in [nil, "open"] {
          let reply = try await gateway.send(.get, "/api/v1/credentials/\(path)", token: token)

          #expect(reply.status == .ok)
          #expect(reply.headers[.contentType] == type)
          #expect(reply.headers[.cacheControl] == "public, max-age=30")
          #expect(reply.headers[.accessControlAllowOrigin] == "*")
          // A cache would give it to others.
          #expect(reply.headers[.viewer] == nil)
        }
      }
      let asked = try #require(
        gateway.services.calls.last { $0.method.hasSuffix("GetAchievement") })
      let request = try Clikc_Notification_V1_GetAchievementRequest(
        serializedBytes: asked.request)
      #expect(request.courseID == Self.course && request.courseVersion == 3)
    }
  }

  @Test(
    "an address that is spelled otherwise is refused before anybody is asked",
    arguments: [
      ("status-lists/-1", "/number"), ("status-lists/01", "/number"),
      ("status-lists/2147483648", "/number"), ("revocation-lists/+1", "/number"),
      ("achievements/x/1", "/course_id"), ("achievements/\(Self.course)/one", "/version"),
    ])
  func refused(path: String, pointer: String) async throws {
    try await withGateway { gateway in
      let reply = try await gateway.send(.get, "/api/v1/credentials/\(path)", token: nil)

      #expect(reply.status == .badRequest && reply.violations[pointer] != nil)
      #expect(gateway.services.calls.isEmpty)
    }
  }
}
