internal import Foundation
internal import GRPCRabbitMQTransport
internal import HTTPTypes
internal import Hummingbird
internal import NotificationContract
internal import SwiftProtobuf

/// Digital credentials: each holder's own, and for anybody the documents they point to.
struct CredentialEndpoints: Sendable {
  /// For so many seconds a public document may be used again.
  static let freshness = 30
  /// A JWT that secures a credential (Securing Verifiable Credentials using JOSE and COSE, 6.1).
  static let token = "application/vc+jwt"

  let credentials: any Clikc_Notification_V1_Credentials.ClientProtocol

  /// Where they are answered.
  var endpoints: [Endpoint] {
    let root = "/api/v1/credentials"
    return [
      Endpoint(
        .get, "/api/v1/courses/{course_id}/certificate/credential", access: .open,
        self.getMyCredential),
      Endpoint(.get, "\(root)/issuer", access: .anyone, self.getIssuer),
      Endpoint(
        .get, "\(root)/achievements/{course_id}/{version}", access: .anyone, self.getAchievement),
      Endpoint(.get, "\(root)/keys", access: .anyone, self.getKeySet),
      Endpoint(.get, "\(root)/keys/{key_id}", access: .anyone, self.getKey),
      Endpoint(.get, "\(root)/status-lists/{number}", access: .anyone, self.getStatusList),
      Endpoint(
        .get, "\(root)/revocation-lists/{number}", access: .anyone, self.getRevocationList),
    ]
  }

  private func getMyCredential(_ exchange: Exchange) async throws -> Response {
    let courseID = try exchange.identifier("course_id")
    let answer = try await withDeadline(RouteCalls.deadline) {
      try await self.credentials.getMyCredential(.with { $0.courseID = courseID })
    }
    let name = answer.serial.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return Response(
      status: .ok,
      headers: [
        .contentType: Self.token, .cacheControl: "private, no-store",
        .contentDisposition: "attachment; filename=\"credential-\(name).jwt\"",
      ], body: .init(byteBuffer: ByteBuffer(string: answer.token)))
  }

  private func getIssuer(_ exchange: Exchange) async throws -> Response {
    try await Self.answer { try await self.credentials.getIssuer(.init()).json }
  }

  private func getAchievement(_ exchange: Exchange) async throws -> Response {
    let courseID = try exchange.identifier("course_id")
    let version: Int64 = try exchange.number("version")
    return try await Self.answer {
      try await self.credentials.getAchievement(
        .with {
          $0.courseID = courseID
          $0.courseVersion = version
        }
      ).json
    }
  }

  private func getKeySet(_ exchange: Exchange) async throws -> Response {
    try await Self.answer { try await self.credentials.getKeySet(.init()).json }
  }

  private func getKey(_ exchange: Exchange) async throws -> Response {
    let name = exchange.fields["key_id"] ?? ""
    return try await Self.answer {
      try await self.credentials.getKey(.with { $0.keyID = name }).json
    }
  }

  private func getStatusList(_ exchange: Exchange) async throws -> Response {
    let number: Int32 = try exchange.number("number")
    return try await Self.answer(Self.token) {
      let list = try await self.credentials.getStatusList(.with { $0.number = number })
      return Data(list.token.utf8)
    }
  }

  private func getRevocationList(_ exchange: Exchange) async throws -> Response {
    let number: Int32 = try exchange.number("number")
    return try await Self.answer {
      try await self.credentials.getRevocationList(.with { $0.number = number }).json
    }
  }
}

extension CredentialEndpoints {
  /// A document that pages of any site may read, and caches keep for a moment.
  private static func answer(
    _ type: String = MediaType.json, _ call: @Sendable () async throws -> Data
  ) async throws -> Response {
    let document = try await withDeadline(RouteCalls.deadline, call)
    return Response(
      status: .ok,
      headers: [
        .contentType: type, .cacheControl: "public, max-age=\(Self.freshness)",
        .vary: "Accept-Encoding", .accessControlAllowOrigin: "*",
      ], body: .init(byteBuffer: ByteBuffer(bytes: document)))
  }
}
