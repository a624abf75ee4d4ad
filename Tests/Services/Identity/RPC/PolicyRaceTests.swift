import Authentication
import Foundation
import GRPCCore
import IdentityContract
import IdentityDomain
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("Two administrators who write documents at the same moment", .timeLimit(.minutes(1)))
struct PolicyRaceTests {
  private static func titles(_ word: String) -> [String: String] {
    Dictionary(uniqueKeysWithValues: ["en", "fr", "ar", "es", "pt"].map { ($0, word) })
  }

  /// The reason a call was refused for; nil when it was not.
  private static func refusal<Answer>(
    of call: () async throws -> Answer
  ) async throws -> Refusal? {
    do {
      _ = try await call()
      return nil
    } catch let error as RPCError {
      let refusal: Refusal = try #require(error.refusal)
      return refusal
    }
  }

  @Test("and name new ones alike: one document is made, and the other call changes nothing of it")
  func creation() async throws {
    try await Site.open { site in
      let administrators = [site.somebody([.administrator]), site.somebody([.administrator])]
      for round in 1...10 {
        let slug = "consent-\(round)"
        let refusals = try await withThrowingTaskGroup(of: (Int, Refusal?).self) { group in
          for (number, administrator) in administrators.enumerated() {
            group.addTask {
              let refusal = try await Self.refusal {
                try await site.acting(as: administrator) {
                  try await site.documents.createPolicyDocument(
                    .with {
                      $0.slug = slug
                      $0.titles = Self.titles("Of \(number)")
                      $0.required = number == 0
                      $0.position = Int32(number)
                    })
                }
              }
              return (number, refusal)
            }
          }
          return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let loser = try #require(refusals.keys.first)
        #expect(refusals.count == 1)
        #expect(
          refusals[loser]
            == Refusal(
              .alreadyExists, "POLICY_NAME_TAKEN",
              violations: [FieldViolation("slug", "POLICY_NAME_TAKEN")]))
        let winner = 1 - loser
        let found = try await site.acting(as: administrators[0]) {
          try await site.documents.getPolicyDocument(.with { $0.slug = slug }).document
        }
        #expect(found.titles == Self.titles("Of \(winner)"))
        #expect(found.required == (winner == 0) && found.position == Int32(winner))
        let told = try await site.audited("details like '%\(slug)%'")
        #expect(told.map(\.actor) == [administrators[winner].accountID])
        #expect(told.map { $0.values["act"] } == ["policy document made"])
      }
    }
  }

  @Test("and change one draft: one text is kept, and the other call is told of it")
  func draft() async throws {
    try await Site.open { site in
      let account = try await site.administrator()
      let administrator = Principal(
        accountID: account.id, sessionID: UUID(), roles: [.administrator], administrationID: nil,
        language: "en", name: "Admin")
      for round in 0..<10 {
        let refusals = try await withThrowingTaskGroup(of: (Int, Refusal?).self) { group in
          for number in 0...1 {
            group.addTask {
              let refusal = try await Self.refusal {
                try await site.acting(as: administrator) {
                  try await site.documents.putPolicyDraft(
                    .with {
                      $0.slug = "site-policy"
                      $0.language = "en"
                      $0.text = "# \(round) of \(number)"
                      $0.draftVersion = Int64(round)
                    })
                }
              }
              return (number, refusal)
            }
          }
          return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let loser = try #require(refusals.keys.first)
        #expect(refusals == [loser: Refusal(.aborted, "DRAFT_CHANGED_MEANWHILE")])
        let found = try await site.acting(as: administrator) {
          try await site.documents.getPolicyDocument(.with { $0.slug = "site-policy" })
        }
        #expect(found.draft == ["en": "# \(round) of \(1 - loser)"])
        #expect(found.draftVersion == Int64(round + 1))
      }
    }
  }
}
