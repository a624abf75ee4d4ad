import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("The register of administrations")
struct RegisterTests {
  @Test("takes in facts by the operator's command, and leaves what is there as it is")
  func load() async throws {
    try await Site.open { site in
      _ = try await site.administration("KE")
      let facts = Clikc_Identity_V1_LoadAdministrationsRequest.with {
        $0.administrations = ["KE", "SN", "XK"].map { code in
          .with {
            $0.code = code
            $0.region = .eastSouthernAfrica
            $0.names = Site.names.mapValues { "\($0) \(code)" }
          }
        }
      }
      let operators: Metadata = [CallMetadata.caller: "clikcctl"]
      let first = try await site.register.loadAdministrations(facts, metadata: operators)
      #expect(first.made == 2 && first.known == 1)
      let again = try await site.register.loadAdministrations(facts, metadata: operators)
      #expect(again.made == 0 && again.known == 3)
      let entries = try await site.entries()
      #expect(entries.map(\.administration.code) == ["KE", "SN", "XK"])
      #expect(entries.first?.administration.names == Site.names)
      #expect(entries.allSatisfy { $0.region == .eastSouthernAfrica })
      try await expectRefusal(code: .permissionDenied) {
        try await site.register.loadAdministrations(
          facts, metadata: [CallMetadata.caller: "gateway"])
      }
    }
  }

  @Test("is searched by code, by any language's name and by region, by administrators only")
  func search() async throws {
    try await Site.open { site in
      for code in ["KE", "SN"] { _ = try await site.administration(code) }
      _ = try await site.decide("SN", region: .westCentralAfrica, quota: 0)
      #expect(try await site.entries("sn").map(\.administration.code) == ["SN"])
      #expect(try await site.entries("QUENIA").count == 2)
      #expect(try await site.entries("كيني").count == 2)
      #expect(try await site.entries("nowhere").isEmpty)
      #expect(
        try await site.entries("", region: .westCentralAfrica).map(\.administration.code) == ["SN"])
      for roles in [Set<Role>([.coordinator]), [.learner, .tutor, .expert]] {
        try await expectRefusal(code: .permissionDenied) {
          try await site.acting(as: site.somebody(roles)) {
            try await site.register.listRegister(.init())
          }
        }
      }
    }
  }

  @Test("names the coordinators and counts the accounts that may sign in")
  func coordinators() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      var request = AccountsTests.request
      request.roles = [.coordinator]
      request.administrationID = kenya.wireText
      let coordinator = try await site.create(request, as: [.administrator], of: nil)
      let learner = try await site.newcomer("learner", of: kenya)
      _ = try await site.suspend(learner.account.id)
      let entry = try #require(try await site.entries("KE").first)
      #expect(entry.coordinators.map(\.accountID) == [coordinator.id])
      #expect(entry.coordinators.map(\.email) == [coordinator.email])
      #expect(entry.accounts == 1)
      #expect(try await site.entry("KE") == entry)
      try await expectRefusal(Refusal(.notFound, "ADMINISTRATION_UNKNOWN")) {
        try await site.entry("zz")
      }
    }
  }

  @Test("holds an administration to its quota, whoever makes the account and however many at once")
  func quota() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let senegal = try await site.administration("SN")
      #expect(try await site.decide("KE", region: .eastSouthernAfrica, quota: 3).quota == 3)
      let made = await withTaskGroup(of: Clikc_Identity_V1_Account?.self) { group in
        for number in 1...8 {
          group.addTask { try? await site.newcomer("officer\(number)", of: kenya).account }
        }
        return await group.reduce(into: []) { $0 += $1.map { [$0] } ?? [] }
      }
      #expect(made.count == 3)
      try await expectRefusal(Refusal(.failedPrecondition, "QUOTA_REACHED")) {
        try await site.newcomer("late", of: kenya)
      }

      // Who is suspended leaves room, and comes back only where there is some.
      _ = try await site.suspend(made[0].id)
      _ = try await site.newcomer("late", of: kenya)
      try await expectRefusal(Refusal(.failedPrecondition, "QUOTA_REACHED")) {
        try await site.reactivate(made[0].id)
      }
      let other = try await site.newcomer("other", of: senegal).account
      try await expectRefusal(Refusal(.failedPrecondition, "QUOTA_REACHED")) {
        try await site.move(other, to: kenya)
      }
      _ = try await site.move(made[1], to: senegal)
      _ = try await site.reactivate(made[0].id)
      #expect(try await site.entries().map(\.accounts) == [3, 2])
      #expect(try await site.decide("KE", region: .unspecified, quota: 0).region == .unspecified)
      _ = try await site.newcomer("free", of: kenya)
    }
  }

  @Test("tells everybody the names, in a language's own order")
  func names() async throws {
    try await Site.open { site in
      for (code, name) in [("AL", "Érythrée"), ("AT", "Espagne"), ("BE", "Zambie")] {
        try await site.acting(as: site.somebody([.administrator])) {
          _ = try await site.administrations.putAdministration(
            .with {
              $0.code = code
              $0.names = Site.names.merging(["fr": name]) { $1 }
            })
        }
      }
      let listed = try await site.register.listAdministrationNames(.with { $0.language = "fr" })
      #expect(listed.administrations.map(\.name) == ["Érythrée", "Espagne", "Zambie"])
      #expect(listed.administrations.map(\.code) == ["AL", "AT", "BE"])
    }
  }
}

extension Site {
  var register: Clikc_Identity_V1_Register.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }

  fileprivate func entries(
    _ query: String = "", region: Clikc_Identity_V1_Region = .unspecified
  ) async throws -> [Clikc_Identity_V1_RegisterEntry] {
    try await acting(as: somebody([.administrator])) {
      try await register.listRegister(
        .with {
          $0.query = query
          $0.region = region
        }
      ).entries
    }
  }

  fileprivate func entry(_ code: String) async throws -> Clikc_Identity_V1_RegisterEntry {
    try await acting(as: somebody([.administrator])) {
      try await register.getRegisterEntry(.with { $0.code = code }).entry
    }
  }

  func decide(
    _ code: String, region: Clikc_Identity_V1_Region, quota: Int32
  ) async throws -> Clikc_Identity_V1_RegisterEntry {
    try await acting(as: somebody([.administrator])) {
      try await register.updateRegisterEntry(
        .with {
          $0.code = code
          $0.region = region
          $0.quota = quota
        }
      ).entry
    }
  }
}
