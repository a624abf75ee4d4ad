import Foundation
import HTTPTypes
import HummingbirdTesting
import Localization
import NotificationContract
import SwiftProtobuf
import Testing

@testable import web

@Suite("Pages about certificates")
struct CertificatePageTests {
  private static let id = "22222222-2222-4222-8222-222222222222"
  private static let day = Google_Protobuf_Timestamp(
    date: Date(timeIntervalSince1970: 1_795_511_107))
  private let pages: TestSite

  init() throws { pages = try TestSite() }

  @Test(
    "say of each state what a stranger has to know, and what nobody has as unknown",
    arguments: [
      (Clikc_Notification_V1_CertificateState.valid, "note good", "is valid"),
      (.expired, "note warn", "its last day was 23 November 2026"),
      (.superseded, "note warn", "a newer one was issued in its place on 24 November 2026"),
      (.revoked, "note bad", "was taken back on 24 November 2026"),
    ])
  func states(
    state: Clikc_Notification_V1_CertificateState, look: String, words: String
  ) async throws {
    try self.answer(state)

    let page = try await self.page("/verify/CODE")

    #expect(page.status == .ok)
    #expect(page.text.contains("class=\"\(look)\" role=\"status\""))
    #expect(page.text.contains(words))
    #expect(page.text.contains("How to compare it with the print"))
  }

  @Test(
    "say the same to machines, and nothing of the holder",
    arguments: [
      (Clikc_Notification_V1_CertificateState.valid, "valid"), (.expired, "expired"),
      (.superseded, "superseded"), (.revoked, "revoked"),
    ])
  func machines(state: Clikc_Notification_V1_CertificateState, word: String) async throws {
    try self.answer(state, title: "Risk </script> & \"trade\"")

    let page = try await self.page("/verify/CODE")

    let parts = page.text.components(separatedBy: "<script type=\"application/ld+json\">")
    try #require(parts.count == 2)
    let text = try #require(parts[1].components(separatedBy: "</script>").first)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["creativeWorkStatus"] as? String == word)
    #expect(json["name"] as? String == "Risk </script> & \"trade\"")
    #expect(json["dateCreated"] as? String == "2026-11-24")
    #expect((json["url"] as? String)?.hasSuffix("/verify/CODE") == true)
    let issuer = json["recognizedBy"] as? [String: String]
    #expect(issuer?["name"] == "World Customs Organization")
    #expect(!text.contains("Amina") && !text.contains("A. O."))
  }

  @Test("offer the holder the digital credential beside the file, and say what it is for")
  func credential() async throws {
    try pages.gateway.answer(
      "GET /api/v1/courses/\(Self.id)/certificate",
      Clikc_Notification_V1_GetMyCertificateResponse.with {
        $0.certificate = Self.certificate(.valid)
        $0.certificate.courseID = Self.id
      }, viewer: TestSite.viewer())

    let page = try await self.page("/courses/\(Self.id)/certificate")

    #expect(page.text.contains("href=\"/api/v1/courses/\(Self.id)/certificate/credential\""))
    #expect(page.text.contains("Open Badges 3.0"))
  }

  @Test("have no certificate for an unknown code, and keep what was typed")
  func unknown() async throws {
    try pages.gateway.answer(
      "GET /api/v1/certificates/CODE",
      Clikc_Notification_V1_VerifyCertificateResponse.with { $0.state = .unknown })

    let page = try await self.page("/verify/CODE?name=Amina")

    #expect(page.status == .notFound)
    #expect(page.text.contains("No certificate has this code"))
    #expect(page.text.contains("value=\"CODE\"") && page.text.contains("value=\"Amina\""))
  }

  @Test(
    "say whether a name that was typed is the holder's",
    arguments: [
      (Clikc_Notification_V1_HolderCheck.same, "The name you typed is the holder’s."),
      (.different, "is not the name on this certificate"),
    ])
  func name(check: Clikc_Notification_V1_HolderCheck, words: String) async throws {
    try self.answer(.valid, check: check)

    let page = try await self.page("/verify/CODE?name=Amina+O")

    #expect(page.text.contains(words))
    #expect(pages.gateway.calls.contains { $0.path.contains("holder=Amina%20O") })
  }

  @Test("offer each only what they may do: decide, withdraw, or wait")
  func forms() {
    let texts = Texts(pages.site.catalogue, .english)
    func model(
      waits: Bool = false, decidable: Bool = false, withdrawable: Bool = false,
      revocable: Bool = false, reissuable: Bool = false
    ) -> RegisteredModel {
      let answer = Clikc_Notification_V1_GetCertificateResponse.with {
        $0.certificate.id = Self.id
        $0.certificate.certificate = Self.certificate(.valid)
        $0.certificate.revocable = revocable
        $0.certificate.reissuable = reissuable
        guard waits else { return }
        $0.revocations = [
          .with {
            $0.outcome = .waiting
            $0.decidable = decidable
            $0.withdrawable = withdrawable
          }
        ]
      }
      return RegisteredModel(answer, Form(), FieldFaults(), notice: nil, texts)
    }

    #expect(model(revocable: true).propose != nil && model(revocable: true).reissue == nil)
    #expect(model(reissuable: true).reissue == "/certificates/\(Self.id)/reissue")
    #expect(model(reissuable: true).propose == nil && model().waiting == nil)
    #expect(model(waits: true, decidable: true).waiting?.decide != nil)
    #expect(model(waits: true, decidable: true).waiting?.withdraw == nil)
    #expect(model(waits: true, withdrawable: true).waiting?.decide == nil)
    #expect(model(waits: true, withdrawable: true).waiting?.withdraw != nil)
  }

  @Test("keep a refused proposal as it was typed, and say what is wrong with it")
  func refused() async throws {
    let viewer = TestSite.viewer()
    try pages.gateway.answer(
      "GET /api/v1/certificate-register/\(Self.id)",
      Clikc_Notification_V1_GetCertificateResponse.with {
        $0.certificate.id = Self.id
        $0.certificate.revocable = true
        $0.certificate.certificate = Self.certificate(.valid)
      }, viewer: viewer)
    try pages.gateway.refuse(
      "POST /api/v1/certificate-register/\(Self.id)/revocations", 400, "INVALID_REQUEST",
      violations: ["reason": "REQUIRED"], viewer: viewer)

    let page = try await pages.run { client in
      try await pages.post(
        "/certificates/\(Self.id)/revocations", "reason=&note=Seen+in+the+file.", token: "t",
        on: client)
    }

    #expect(page.status == .unprocessableContent)
    #expect(page.text.contains("id=\"reason-fault\""))
    #expect(page.text.contains("Seen in the file."))
  }

  private func page(_ address: String) async throws -> TestResponse {
    try await pages.run { client in
      try await client.execute(uri: address, method: .get, headers: pages.cookies())
    }
  }

  private func answer(
    _ state: Clikc_Notification_V1_CertificateState,
    check: Clikc_Notification_V1_HolderCheck = .unspecified, title: String = "Risk Management"
  ) throws {
    try pages.gateway.answer(
      "GET /api/v1/certificates/CODE",
      Clikc_Notification_V1_VerifyCertificateResponse.with {
        $0.certificate = Self.certificate(state)
        $0.certificate.courseTitle = title
        $0.state = state
        $0.holderCheck = check
      })
  }

  private static func certificate(
    _ state: Clikc_Notification_V1_CertificateState
  ) -> Clikc_Notification_V1_Certificate {
    .with {
      $0.code = "CODE"
      $0.holder = "Amina Okonkwo"
      $0.courseTitle = "Risk Management"
      $0.issuedAt = Self.day
      $0.state = state
      if state == .expired { $0.validUntil = "2026-11-23" }
      if state == .superseded { $0.supersededAt = Self.day }
      if state == .revoked { $0.revokedAt = Self.day }
    }
  }
}
