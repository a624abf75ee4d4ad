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

@Suite("Documents people are asked to accept")
struct PolicyDocumentTests {
  private static let titles = ["en": "News", "fr": "N", "ar": "أخبار", "es": "N", "pt": "N"]

  /// Makes a document and publishes a version of it, as an administrator with an account.
  private func publish(
    _ slug: String, required: Bool, material: Bool = true, on site: Site, by publisher: Person,
    texts: [String: String] = Site.policyTexts
  ) async throws -> Clikc_Identity_V1_PublishPolicyDraftResponse {
    let principal = Principal(
      accountID: publisher.id, sessionID: UUID(), roles: [.administrator], administrationID: nil,
      language: "en", name: "Admin")
    return try await site.acting(as: principal) {
      if try await !site.documents.listPolicyDocuments(.init()).documents.contains(where: {
        $0.slug == slug
      }) {
        _ = try await site.documents.createPolicyDocument(
          .with {
            $0.slug = slug
            $0.titles = Self.titles
            $0.required = required
            $0.position = 5
          })
      }
      var draft = try await site.documents.getPolicyDocument(.with { $0.slug = slug }).draftVersion
      for (language, text) in texts {
        draft = try await site.documents.putPolicyDraft(
          .with {
            $0.slug = slug
            $0.language = language
            $0.text = text
            $0.draftVersion = draft
          }
        ).draftVersion
      }
      return try await site.documents.publishPolicyDraft(
        .with {
          $0.slug = slug
          $0.material = material
          $0.draftVersion = draft
        })
    }
  }

  @Test("each is asked for: a YES to the compulsory ones, any answer to the optional ones")
  func gate() async throws {
    try await Site.open { site in
      let publisher = try await site.administrator()
      let token = try await site.signIn("amina", try await site.learner().password).token
      _ = try await site.publishPolicy(material: true, by: publisher)
      let news = try await publish("news", required: false, on: site, by: publisher)
      let privacy = try await publish("privacy-notice", required: true, on: site, by: publisher)
      #expect((news.version, news.revision) == (2, 1))
      #expect(privacy.version == 3)

      #expect(try await site.answerPolicy(1, accepted: true, as: token) == .acceptPolicy)
      #expect(try await site.answerPolicy(2, accepted: false, as: token) == .acceptPolicy)
      #expect(try await site.answerPolicy(3, accepted: false, as: token) == .acceptPolicy)
      #expect(try await site.answerPolicy(3, accepted: true, as: token) == .open)
      _ = try await publish("news", required: false, material: false, on: site, by: publisher)
      #expect(try await site.principal(token).gate == .open, "a minor version asks nobody")
      _ = try await publish("news", required: false, on: site, by: publisher)
      #expect(try await site.principal(token).gate == .acceptPolicy)
    }
  }

  @Test("a YES to an optional one may be withdrawn, and the history keeps both")
  func withdrawal() async throws {
    try await Site.open { site in
      let publisher = try await site.administrator()
      let token = try await site.signIn("amina", try await site.learner().password).token
      _ = try await publish("news", required: false, on: site, by: publisher)
      _ = try await publish("notice", required: true, on: site, by: publisher)
      _ = try await site.answerPolicy(1, accepted: true, language: "ar", as: token)
      _ = try await site.answerPolicy(2, accepted: true, as: token)
      try await site.acting(as: token) {
        try await expectRefusal(Refusal(.failedPrecondition, "POLICY_COMPULSORY")) {
          try await site.documents.withdrawPolicy(.with { $0.slug = "notice" })
        }
        try await expectRefusal(Refusal(.notFound, "POLICY_UNKNOWN")) {
          try await site.documents.withdrawPolicy(.with { $0.slug = "nothing" })
        }
        for _ in 1...2 {
          _ = try await site.documents.withdrawPolicy(.with { $0.slug = "news" })
        }
        let mine = try await site.documents.listMyPolicies(.with { $0.language = "ar" })
        #expect(mine.policies.map(\.policy.title) == ["أخبار", "أخبار"])
        #expect(
          mine.policies.map(\.accepted) == [false, true] && mine.policies.allSatisfy { !$0.due })
        #expect(mine.answers.map(\.withdrawn) == [true, false, false], "each once")
        #expect(mine.answers[0].language == "ar" && mine.answers[0].textHash.count == 64)
      }
      #expect(try await site.principal(token).gate == .open)
    }
  }

  @Test("a draft is complete before it is published, and nobody writes over another's change")
  func drafts() async throws {
    try await Site.open { site in
      let publisher = try await site.administrator()
      try await site.acting(as: site.somebody([.administrator])) {
        let incomplete = Refusal(.failedPrecondition, "DRAFT_INCOMPLETE")
        try await expectRefusal(incomplete) {
          try await site.documents.publishPolicyDraft(.with { $0.slug = "site-policy" })
        }
        let put = { (version: Int64) in
          try await site.documents.putPolicyDraft(
            .with {
              $0.slug = "site-policy"
              $0.language = "en"
              $0.text = "# Rules"
              $0.draftVersion = version
            }
          ).draftVersion
        }
        #expect(try await put(0) == 1)
        try await expectRefusal(Refusal(.aborted, "DRAFT_CHANGED_MEANWHILE")) { try await put(0) }
        let document = try await site.documents.getPolicyDocument(.with { $0.slug = "site-policy" })
        #expect(document.draft == ["en": "# Rules"] && document.draftVersion == 1)
      }
      let version = try await publish("site-policy", required: true, on: site, by: publisher)
      #expect(version.revision == 1)
      try await site.acting(as: site.somebody([.administrator])) {
        let document = try await site.documents.getPolicyDocument(.with { $0.slug = "site-policy" })
        #expect(document.draft.isEmpty && document.versions.map(\.revision) == [1])
        #expect(document.versions[0].textHashes.count == 5)
        #expect(document.versions[0].publishedBy == "Site Admin")
        try await expectRefusal(Refusal(.failedPrecondition, "POLICY_NEEDED")) {
          try await site.documents.putPolicyDocument(
            .with {
              $0.slug = "site-policy"
              $0.titles = Self.titles
              $0.archived = true
            })
        }
      }
    }
  }

  @Test(
    "what their versions share is changed by one at a time, and the same request again changes nothing"
  )
  func properties() async throws {
    try await Site.open { site in
      try await site.acting(as: site.somebody([.administrator])) {
        let put = { (version: Int64, title: String, archived: Bool) in
          try await site.documents.putPolicyDocument(
            .with {
              $0.slug = "news"
              $0.titles = Self.titles.merging(["en": title]) { _, new in new }
              $0.position = 5
              $0.archived = archived
              $0.propertiesVersion = version
            }
          ).document
        }
        try await expectRefusal(Refusal(.notFound, "POLICY_UNKNOWN")) {
          try await put(1, "News", false)
        }
        let made = try await site.documents.createPolicyDocument(
          .with {
            $0.slug = "news"
            $0.titles = Self.titles
            $0.position = 5
          }
        ).document
        #expect(made.propertiesVersion == 1)
        for _ in 1...2 {
          let changed = try await put(1, "Letters", true)
          #expect(changed.titles["en"] == "Letters" && changed.archived)
          #expect(changed.propertiesVersion == 2)
        }
        try await expectRefusal(Refusal(.aborted, "POLICY_CHANGED_MEANWHILE")) {
          try await put(1, "Bulletin", false)
        }
        let kept = try await site.documents.getPolicyDocument(.with { $0.slug = "news" }).document
        #expect(kept.titles["en"] == "Letters" && kept.archived && kept.propertiesVersion == 2)
      }
      let acts = try await site.audited("event = 'authz_admin'").map { $0.values["act"] }
      #expect(acts == ["policy document made", "policy document changed"])
    }
  }

  @Test("are written by administrators only; older versions stay readable to all")
  func rights() async throws {
    try await Site.open { site in
      let publisher = try await site.administrator()
      _ = try await publish("notice", required: true, on: site, by: publisher)
      _ = try await publish(
        "notice", required: true, on: site, by: publisher,
        texts: Site.policyTexts.mapValues { $0 + "\n\nMore." })
      let first = try await site.documents.readPolicy(
        .with {
          $0.slug = "notice"
          $0.language = "fr"
          $0.version = 1
        })
      #expect(first.text == "# Règles" && first.policy.revision == 1)
      try await site.acting(as: site.somebody([.coordinator, .expert, .tutor])) {
        try await expectRefusal(code: .permissionDenied) {
          try await site.documents.listPolicyDocuments(.init())
        }
        try await expectRefusal(code: .permissionDenied) {
          try await site.documents.getPolicyDocument(.with { $0.slug = "notice" })
        }
        try await expectRefusal(code: .permissionDenied) {
          try await site.documents.publishPolicyDraft(.with { $0.slug = "notice" })
        }
      }
    }
  }

  @Test("are reported by administration: a coordinator sees their own, an administrator all")
  func report() async throws {
    try await Site.open { site in
      let publisher = try await site.administrator()
      let kenya = try await site.administration("KE")
      let amina = try await site.learner(of: kenya)
      _ = try await site.learner("bela", of: kenya)
      let chen = try await site.learner("chen", of: try await site.administration("SN"))
      _ = try await publish("notice", required: true, on: site, by: publisher)
      for (username, person, accepted) in [("amina", amina, true), ("chen", chen, false)] {
        let token = try await site.signIn(username, person.password).token
        _ = try await site.answerPolicy(1, accepted: accepted, as: token)
      }
      let read = { (principal: Principal) in
        try await site.acting(as: principal) {
          try await site.documents.getPolicyReport(.with { $0.slug = "notice" }).lines
        }
      }
      let own = try await read(site.somebody([.coordinator], of: kenya))
      #expect(own.count == 1 && own[0].code == "KE")
      #expect((own[0].people, own[0].accepted, own[0].declined) == (2, 1, 0))
      let all = try await read(site.somebody([.administrator]))
      #expect(all.map(\.code) == ["KE", "SN", ""])
      #expect(all[1].declined == 1 && all[2].people == 1)
      _ = try await site.suspend(chen.account.id)
      let standing = try await read(site.somebody([.administrator]))
      #expect(standing.map(\.code) == ["KE", ""], "who cannot answer is not asked")
      try await expectRefusal(code: .permissionDenied) { try await read(site.somebody([.learner])) }
      try await expectRefusal(reason: "NO_ADMINISTRATION") {
        try await read(site.somebody([.coordinator]))
      }
    }
  }
}
