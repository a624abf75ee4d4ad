import Authentication
import Compression
import Cryptography
import Foundation
import GRPCCore
import GRPCInProcessTransport
import NotificationContract
import NotificationDomain
import RowScopes
import SwiftProtobuf
import Testing

@testable import notification

/// Digital credentials in tests, as their holders and those who verify them come by them.
enum CredentialCalls {
  typealias Credentials =
    Clikc_Notification_V1_Credentials.Client<InProcessTransport.Client>

  static func serve<Answer: Sendable>(
    _ workshop: Workshop, as account: UUID? = nil,
    _ body: @Sendable (Credentials) async throws -> Answer
  ) async throws -> Answer {
    let transport = InProcessTransport()
    return try await withGRPCServer(
      transport: transport.server, services: workshop.service.services,
      interceptors: [
        KnownCaller(principal: account.map { Calls.principal($0) }), RowScopeInterceptor(),
      ]
    ) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        try await body(Credentials(wrapping: client))
      }
    }
  }

  /// The credential of a learner's certificate, as its holder gets it.
  static func credential(of learner: Learner, _ workshop: Workshop) async throws -> SignedToken {
    let text = try await self.serve(workshop, as: learner.account) { credentials in
      try await credentials.getMyCredential(.with { $0.courseID = learner.course.uuidString })
        .token
    }
    return try SignedToken(text)
  }

  /// The published keys by their addresses.
  static func keys(_ workshop: Workshop) async throws -> [String: VerificationKey] {
    let json = try await self.serve(workshop) { try await $0.getKeySet(.init()).json }
    let members = try object(json)["keys"] as? [[String: String]] ?? []
    var keys: [String: VerificationKey] = [:]
    for member in members {
      #expect(member["kty"] == "OKP" && member["crv"] == "Ed25519" && member["d"] == nil)
      let key = try #require(bytes(base64URL: member["x"] ?? ""))
      keys[member["kid"] ?? ""] = try VerificationKey(bytes: key)
    }
    return keys
  }

  /// The places of a list that are set.
  static func places(of list: Int32, _ workshop: Workshop) async throws -> Set<Int> {
    let text = try await self.serve(workshop) { credentials in
      try await credentials.getStatusList(.with { $0.number = list }).token
    }
    let token = try SignedToken(text)
    #expect(try token.holds(under: try await self.keys(workshop)))
    #expect(token.header["typ"] as? String == "vc+jwt")
    let subject = try #require(token.payload["credentialSubject"] as? [String: Any])
    let encoded = try #require(subject["encodedList"] as? String)
    #expect(encoded.first == "u")
    let coded = try #require(bytes(base64URL: String(encoded.dropFirst())))
    let bits = try Gzip.inflated(coded, limit: 16_384)
    #expect(bits.count == 16_384)
    return Set((0..<131_072).filter { bits[$0 / 8] & (0x80 >> UInt8($0 % 8)) != 0 })
  }

  /// The identifiers in a list.
  static func revoked(in list: Int32, _ workshop: Workshop) async throws -> [String] {
    let json = try await self.serve(workshop) { credentials in
      try await credentials.getRevocationList(.with { $0.number = list }).json
    }
    let members = try object(json)["revokedCredentials"] as? [[String: Any]] ?? []
    #expect(members.allSatisfy { $0["revoked"] as? Bool == true && $0.count == 2 })
    return members.compactMap { $0["id"] as? String }
  }

  static func object(_ json: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
  }
}

/// A compact JWS in its parts.
struct SignedToken: @unchecked Sendable {
  // Never changed: JSON as Foundation reads it has no Sendable type.
  let header: [String: Any]
  let payload: [String: Any]
  private let message: [UInt8]
  private let signature: [UInt8]

  init(_ text: String) throws {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    try #require(parts.count == 3)
    func part(_ index: Int) throws -> [UInt8] { try #require(bytes(base64URL: parts[index])) }
    self.header = try CredentialCalls.object(Data(part(0)))
    self.payload = try CredentialCalls.object(Data(part(1)))
    self.message = Array("\(parts[0]).\(parts[1])".utf8)
    self.signature = try part(2)
  }

  /// Whether the key it names signed it, and it says that itself.
  func holds(under keys: [String: VerificationKey]) throws -> Bool {
    guard let key = keys[self.header["kid"] as? String ?? ""],
      let jwk = self.header["jwk"] as? [String: String], jwk["x"] == base64URL(key.bytes)
    else { return false }
    return try self.header["alg"] as? String == "EdDSA"
      && key.accepts(self.signature, of: self.message)
  }

  /// Its entry of a type in `credentialStatus`.
  func status(_ type: String) -> [String: String]? {
    (self.payload["credentialStatus"] as? [[String: String]])?.first { $0["type"] == type }
  }

  /// Its place in the list.
  var place: Int? {
    self.status("BitstringStatusListEntry")?["statusListIndex"].flatMap { Int($0) }
  }
}
