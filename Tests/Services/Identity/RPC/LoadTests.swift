import Authentication
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("A load of accounts")
struct LoadTests {
  @Test("makes people who sign in with one password and are found; the same again makes nobody")
  func load() async throws {
    try await Site.open(takesLoad: true) { site in
      let kenya = try await site.administration("KE")
      let request = Self.request(of: kenya, 40)
      #expect(try await site.load(request).made == 40)
      #expect(try await site.load(request).made == 0)
      let hashes = try await site.count(
        "select count(distinct password_hash) from credentials where password_hash like '$argon2id$%'"
      )
      #expect(hashes == 1)
      let token = try await site.signIn("officer.1", Self.password).token
      #expect(try await site.principal(token).principal.administrationID == kenya)
      try await expectRefusal(reason: "SIGN_IN_FAILED") {
        try await site.signIn("officer.2", Self.password)
      }
      try await expectRefusal(reason: "ACCOUNT_SUSPENDED") {
        try await site.signIn("officer.3", Self.password)
      }
      #expect(
        try await site.find("officer.1", of: kenya).sorted()
          == ["officer.1"] + (10...19).map { "officer.\($0)" })
      #expect(
        try await site.find("", of: kenya) { $0.state = .waiting }.count == 10)
      #expect(
        try await site.find("", of: kenya) { $0.state = .suspended }.count == 10)
      #expect(try await site.count("select accounts from administrations") == 30)
    }
  }

  @Test("tells no other service, and the audit log once a batch")
  func silent() async throws {
    try await Site.open(takesLoad: true) { site in
      let kenya = try await site.administration("KE")
      _ = try await site.load(Self.request(of: kenya, 5))
      #expect(try await site.events(Clikc_Identity_V1_AccountCreated.self).isEmpty)
      let entries = try await site.count(
        "select count(*) from audit_entries where details like '%accounts loaded%'")
      #expect(entries == 1)
    }
  }

  @Test(
    "is refused where no setting allows it, to others than the operator's command, and when it is wrong"
  )
  func refused() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      try await expectRefusal(Refusal(.failedPrecondition, "LOAD_REFUSED")) {
        try await site.load(Self.request(of: kenya, 1))
      }
      #expect(try await site.count("select count(*) from accounts") == 0)
    }
    try await Site.open(takesLoad: true) { site in
      let kenya = try await site.administration("KE")
      try await expectRefusal(code: .permissionDenied) {
        try await site.load(Self.request(of: kenya, 1), by: "gateway")
      }
      var weak = Self.request(of: kenya, 1)
      weak.password = "short"
      try await expectRefusal(reason: "INVALID_REQUEST") { try await site.load(weak) }
      try await expectRefusal(reason: "INVALID_REQUEST") {
        try await site.load(Self.request(of: kenya, 0))
      }
      try await expectRefusal(reason: "INVALID_REQUEST") {
        try await site.load(Self.request(of: UUID(), 1))
      }
      #expect(try await site.count("select count(*) from accounts") == 0)
    }
  }

  private static let password = "Lighthouse-Keeper 9"

  private static func request(
    of administration: UUID, _ count: Int
  ) -> Clikc_Identity_V1_LoadAccountsRequest {
    .with {
      $0.password = Self.password
      $0.administrationID = administration.wireText
      $0.accounts = (0..<count).map { number in
        .with {
          $0.name = "Amina Diallo"
          $0.username = "officer.\(number)"
          $0.email = "officer.\(number)@example.org"
          $0.language = "fr"
          $0.createdAt = Google_Protobuf_Timestamp(timeIntervalSince1970: 1_600_000_000)
          $0.state = [.active, .unspecified, .waiting, .suspended][number % 4]
        }
      }
    }
  }
}

extension Site {
  fileprivate func load(
    _ request: Clikc_Identity_V1_LoadAccountsRequest, by caller: String = "clikcctl"
  ) async throws -> Clikc_Identity_V1_LoadAccountsResponse {
    try await Clikc_Identity_V1_Load.Client(wrapping: client).loadAccounts(
      request, metadata: [CallMetadata.caller: "\(caller)"])
  }
}
