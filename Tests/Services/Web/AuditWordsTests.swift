import Foundation
import IdentityContract
import IdentityDomain
import Localization
import SwiftProtobuf
import Testing

@testable import web

@Suite("The words of the audit log")
struct AuditWordsTests {
  // Identity's rules have languages of their own.
  private typealias Language = Localization.Language

  private static func texts(_ language: Language) throws -> Texts {
    try Texts(productTexts(), language)
  }

  private static func entry(_ details: [String: String]) -> Clikc_Identity_V1_AuditEntry {
    .with {
      $0.event = "user_updated"
      $0.details = details
    }
  }

  @Test("every event that Identity writes down can be looked for, and has words")
  func events() throws {
    #expect(AuditModel.events == AuditEvent.allCases.map(\.rawValue))
    for language in Language.allCases {
      let texts = try Self.texts(language)
      for event in AuditEvent.allCases {
        #expect(texts.auditEvent(event.rawValue) != event.rawValue, "\(language) \(event)")
      }
    }
  }

  @Test(
    "every act and every detail that Identity writes down has words",
    arguments: Localization.Language.allCases)
  func vocabulary(_ language: Localization.Language) throws {
    let texts = try Self.texts(language)
    for act in AuditAct.allCases {
      #expect(texts.auditAct(act.rawValue) != nil, "\(act)")
    }
    for detail in AuditDetail.allCases where !Texts.auditIDs.contains(detail.rawValue) {
      let key = "web.audit.detail.\(detail.rawValue.replacing("_", with: "-"))"
      #expect(texts.has(key), "\(detail)")
    }
    #expect(Texts.auditIDs.allSatisfy { AuditDetail(rawValue: $0) != nil })
  }

  @Test(
    "every value that Identity names for machines has words",
    arguments: Localization.Language.allCases)
  func values(_ language: Localization.Language) throws {
    let texts = try Self.texts(language)
    var named: [(AuditDetail, String)] = AuditWord.allCases.map { (.reason, $0.rawValue) }
    named += Region.allCases.map { (.region, "\($0)") }
    named += SiteRole.allCases.map { (.roles, "\($0)") }
    named += AccountField.allCases.map { (.fields, $0.rawValue) }
    for (detail, value) in named {
      let told = try #require(texts.auditDetail(detail.rawValue, value))
      #expect(language == .english || told.value != value, "\(detail) \(value)")
    }
  }

  @Test("an entry is told in words, and what is stored stands beside them")
  func row() throws {
    let texts = try Self.texts(.english)
    let row = AuditModel.Row(
      Self.entry([
        "act": "profile sent", "fields": "email time_zone", "import": "0193b1de", "quota": "1200",
      ]), texts)

    #expect(row.what == "Account changed: profile sent by the person")
    #expect(
      row.details.map { "\($0.label)=\($0.value)" } == [
        "Changed=Email address and Time zone", "Accounts allowed=1200",
      ])
    #expect(
      row.raw == "act: profile sent, fields: email time_zone, import: 0193b1de, quota: 1200")
  }

  @Test("what the page does not know stays as it is stored, and what is empty is not told")
  func unknown() throws {
    let texts = try Self.texts(.arabic)
    let row = AuditModel.Row(Self.entry(["act": "danced", "steps": "two", "region": ""]), texts)

    #expect(row.details.map(\.label) == ["act", "steps"])
    #expect(row.details.map(\.value) == ["danced", "two"])
    #expect(AuditModel.Row(Self.entry([:]), texts).hasRaw == false)
  }
}
