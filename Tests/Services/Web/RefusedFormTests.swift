import Foundation
import GatewayContract
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IdentityContract
import Localization
import NIOCore
import SwiftProtobuf
import Testing

@testable import web

@Suite("Forms that are refused come back with what was typed, and say at the field what is wrong")
struct RefusedFormTests {
  private static let documents = "/api/v1/policy-documents"
  private static let document = "\(documents)/site-policy"
  private static let titles = Language.allCases.map { "title_\($0.rawValue)=T-\($0.rawValue)" }

  private let pages: TestSite

  init() throws {
    pages = try TestSite()
    var viewer = TestSite.viewer()
    viewer.roles = [5]
    try pages.gateway.answer(
      "GET /api/v1/profile", Clikc_Identity_V1_GetProfileResponse(), viewer: viewer)
  }

  private func post(_ path: String, _ fields: [String]) async throws -> TestResponse {
    try await pages.run {
      try await pages.post(path, fields.joined(separator: "&"), token: "t", on: $0)
    }
  }

  /// The tag of the field of a name.
  private func field(_ name: String, of page: TestResponse) throws -> Substring {
    let tag = try Regex("<(?:input|textarea)[^>]* name=\"\(name)\"[^>]*>")
    return try #require(page.text.firstMatch(of: tag)).0
  }

  @Test("a new document never takes the place of one that is there")
  func takenSlug() async throws {
    try pages.gateway.refuse(
      "POST \(Self.documents)", 409, "POLICY_NAME_TAKEN",
      violations: ["slug": "POLICY_NAME_TAKEN"])
    let page = try await post("/policies/new", Self.titles + ["slug=site-policy", "position=7"])
    #expect(page.status == .unprocessableContent)
    #expect(try field("slug", of: page).contains("aria-invalid=\"true\""))
    #expect(page.text.contains("A document of this name is there already."))
    #expect(try field("title_ar", of: page).contains("T-ar"))
    #expect(try field("position", of: page).contains("value=\"7\""))
    #expect(pages.gateway.calls.allSatisfy { $0.method != "PUT" })
  }

  @Test("a document needs a name in addresses, and keeps what else was typed")
  func emptySlug() async throws {
    try pages.gateway.refuse(
      "POST \(Self.documents)", 400, "INVALID_REQUEST", violations: ["slug": "REQUIRED"])
    let page = try await post("/policies/new", Self.titles + ["slug=", "position=1"])
    #expect(page.status == .unprocessableContent)
    #expect(page.text.contains("Please fill in this field."))
    #expect(try field("title_fr", of: page).contains("T-fr"))
  }

  @Test("each title of a document has its own fault, and the place in the order has its own")
  func faultsOfADocument() async throws {
    try pages.gateway.answer(
      "GET \(Self.document)",
      Clikc_Identity_V1_GetPolicyDocumentResponse.with { $0.document.slug = "site-policy" })
    try pages.gateway.refuse(
      "PUT \(Self.document)", 400, "INVALID_REQUEST",
      violations: ["titles.en": "TOO_LONG", "position": "OUT_OF_RANGE"])
    let page = try await post(
      "/policies/site-policy", Self.titles + ["version=3", "position=first"])
    #expect(page.status == .unprocessableContent)
    #expect(try field("title_en", of: page).contains("aria-invalid"))
    #expect(try !field("title_fr", of: page).contains("aria-invalid"))
    #expect(try field("title_fr", of: page).contains("T-fr"))
    #expect(try field("position", of: page).contains("aria-invalid"))
    #expect(try field("position", of: page).contains("value=\"first\""))
    #expect(try field("version", of: page).contains("value=\"3\""))
    #expect(!page.text.contains("id=\"meanwhile\""))
  }

  @Test(
    "who changes a document that somebody else changed sees what stands, and may then save over it")
  func changedMeanwhile() async throws {
    try pages.gateway.answer(
      "GET \(Self.document)",
      Clikc_Identity_V1_GetPolicyDocumentResponse.with {
        $0.document.slug = "site-policy"
        $0.document.titles = ["en": "T-en", "fr": "<b>", "ar": "T-ar", "es": "T-es", "pt": "T-pt"]
        $0.document.position = 9
        $0.document.propertiesVersion = 4
      })
    try pages.gateway.refuse("PUT \(Self.document)", 409, "POLICY_CHANGED_MEANWHILE")
    let page = try await post("/policies/site-policy", Self.titles + ["version=3", "position=7"])
    #expect(page.status == .unprocessableContent)
    #expect(page.text.contains("Somebody changed this document meanwhile."))
    #expect(page.text.contains("<dt>Title in French</dt><dd><bdi lang=\"fr\">&lt;b&gt;</bdi></dd>"))
    #expect(page.text.contains("<dt>Place in the order</dt><dd><bdi lang=\"en\">9</bdi></dd>"))
    #expect(!page.text.contains("<dt>Title in English</dt>"))
    #expect(try field("title_fr", of: page).contains("T-fr"))
    #expect(try field("version", of: page).contains("value=\"4\""))
  }

  @Test("a form of a document that does not say which version it changes asks for nothing")
  func withoutVersion() async throws {
    let page = try await post("/policies/site-policy", Self.titles + ["position=7"])
    #expect(page.status == .badRequest)
    #expect(pages.gateway.calls.allSatisfy { $0.method == "GET" })
  }

  @Test("the titles of a document are named in the reader's language", arguments: Language.allCases)
  func namesOfLanguages(_ language: Language) throws {
    let texts = Texts(pages.site.catalogue, language)
    let names = Language.allCases.map { texts.name(of: $0) }
    #expect(Set(names).count == names.count)
    #expect(texts.name(of: language).lowercased() == language.ownName.lowercased())
    let model = PolicyPropertiesModel(PolicyProperties(), FieldFaults(), texts)
    #expect(zip(model.titles, names).allSatisfy { $0.label.hasSuffix($1) })
  }

  @Test("who asks for erasure without being sure is told so, and keeps the reason")
  func unsure() async throws {
    try pages.gateway.answer(
      "GET /api/v1/my/erasure", Clikc_Identity_V1_GetMyErasureResponse())
    let page = try await post("/privacy/erasure", ["reason=I+leave"])
    #expect(page.status == .unprocessableContent)
    #expect(page.text.contains("To have your data erased, tick this box."))
    #expect(page.text.contains(">I leave</textarea>"))
    #expect(pages.gateway.calls.allSatisfy { $0.method == "GET" })
  }

  @Test("a reason for erasure that is too long is refused at its field")
  func longReason() async throws {
    try pages.gateway.answer(
      "GET /api/v1/my/erasure", Clikc_Identity_V1_GetMyErasureResponse())
    try pages.gateway.refuse(
      "POST /api/v1/my/erasure", 400, "INVALID_REQUEST", violations: ["reason": "TOO_LONG"])
    let page = try await post("/privacy/erasure", ["reason=I+leave", "sure=1"])
    #expect(page.status == .unprocessableContent)
    #expect(try field("reason", of: page).contains("aria-invalid"))
    #expect(page.text.contains(">I leave</textarea>"))
    #expect(try field("sure", of: page).contains("checked"))
  }
}
