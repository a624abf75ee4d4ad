import Authentication
import Foundation
import GRPCCore
import IdentityContract
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("The site policy")
struct PolicyTests {
  @Test("is read in each language without signing in, with the hash of its words")
  func read() async throws {
    try await Site.open { site in
      try await expectRefusal(Refusal(.notFound, "POLICY_NOT_PUBLISHED")) {
        try await site.policies.getPolicy(.with { $0.language = "en" })
      }
      let version = try await site.publishPolicy(
        material: false, by: try await site.administrator())
      #expect(version == 1)
      for (language, text) in Site.policyTexts {
        let policy = try await site.policies.getPolicy(.with { $0.language = language })
        #expect(policy.version == 1 && policy.language == language && policy.text == text)
        #expect(policy.textHash.count == 64)
      }
      try await expectRefusal(.invalid([FieldViolation("language", "UNKNOWN_LANGUAGE")])) {
        try await site.policies.getPolicy(.with { $0.language = "de" })
      }
    }
  }

  @Test("is asked again when a version is material, not when it is minor")
  func again() async throws {
    try await Site.open { site in
      let publisher = try await site.administrator()
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      #expect(try await site.principal(token).gate == .open)

      _ = try await site.publishPolicy(material: false, by: publisher)
      #expect(try await site.principal(token).gate == .acceptPolicy, "the first version binds")
      #expect(try await site.answerPolicy(1, accepted: true, as: token) == .open)
      _ = try await site.publishPolicy(material: false, by: publisher)
      #expect(try await site.principal(token).gate == .open)
      _ = try await site.publishPolicy(material: true, by: publisher)
      #expect(try await site.principal(token).gate == .acceptPolicy)
      try await expectRefusal(Refusal(.failedPrecondition, "POLICY_OUTDATED")) {
        try await site.answerPolicy(2, accepted: true, as: token)
      }
      try await expectRefusal(Refusal(.notFound, "POLICY_VERSION_UNKNOWN")) {
        try await site.answerPolicy(4, accepted: true, as: token)
      }
      #expect(try await site.answerPolicy(3, accepted: true, as: token) == .open)
    }
  }

  @Test("keeps one answer for each version and person: a NO may become a YES, a YES stands")
  func answers() async throws {
    try await Site.open { site in
      let version = try await site.publishPolicy(material: true, by: try await site.administrator())
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      for (accepted, language) in [(false, "en"), (true, "ar"), (true, "fr"), (false, "es")] {
        _ = try await site.answerPolicy(
          version, accepted: accepted, language: language, as: token)
      }
      let kept = try await site.count(
        """
        select count(*) from policy_acceptances a join policy_texts t
          on t.version = a.version and t.language = a.language and t.text_hash = a.text_hash
        where a.account_id = \(person.id) and a.accepted and a.language = 'ar'
        """)
      #expect(kept == 1)
      #expect(try await site.count("select count(*) from policy_acceptances") == 1)
    }
  }

  @Test("is published by administrators only, in five languages, counted without gaps")
  func published() async throws {
    try await Site.open { site in
      let publisher = try await site.administrator()
      try await expectRefusal(code: .permissionDenied) {
        try await site.acting(as: site.somebody([.coordinator])) {
          try await site.policies.publishPolicy(.with { $0.texts = Site.policyTexts })
        }
      }
      let incomplete = try await refusal {
        try await site.acting(as: site.somebody([.administrator])) {
          try await site.policies.publishPolicy(
            .with { $0.texts = ["en": "# Rules", "de": "# Regeln"] })
        }
      }
      #expect(
        Set(incomplete.violations.map(\.field))
          == ["texts.ar", "texts.de", "texts.es", "texts.fr", "texts.pt"])
      let versions = try await withThrowingTaskGroup(of: Int32.self) { group in
        for _ in 1...5 {
          group.addTask { try await site.publishPolicy(material: true, by: publisher) }
        }
        return try await group.reduce(into: Set<Int32>()) { $0.insert($1) }
      }
      #expect(versions == [1, 2, 3, 4, 5])
    }
  }
}
