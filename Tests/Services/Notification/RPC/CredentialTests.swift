import Cryptography
import Foundation
import GRPCCore
import NotificationContract
import NotificationDomain
import Postgres
import SwiftProtobuf
import Testing

@testable import notification

@Suite("The digital credential of a certificate")
struct CredentialTests {
  @Test("verifies with the published key, and points to documents that say the same")
  func whole() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      let certificate = try await RegisterCalls.issue(to: learner, workshop, months: 12)
      let token = try await CredentialCalls.credential(of: learner, workshop)

      #expect(try token.holds(under: try await CredentialCalls.keys(workshop)))
      #expect(token.payload["id"] as? String == OpenBadgeCredential.identifier(certificate.id))
      #expect(token.payload["validUntil"] as? String == "2027-11-24T23:59:59Z")
      let subject = try #require(token.payload["credentialSubject"] as? [String: Any])
      #expect(subject["licenseNumber"] as? String == certificate.serial)
      let holder = try #require((subject["identifier"] as? [[String: Any]])?.first)
      let salted = "Amina Okonkwo" + (holder["salt"] as? String ?? "")
      #expect(
        holder["identityHash"] as? String
          == "sha256$" + hexadecimal(sha256(Array(salted.utf8))))
      try await self.resolves(token, learner, workshop)
    }
  }

  private func resolves(
    _ token: SignedToken, _ learner: Learner, _ workshop: Workshop
  ) async throws {
    try await CredentialCalls.serve(workshop) { credentials in
      let achievement = try await credentials.getAchievement(
        .with {
          $0.courseID = learner.course.uuidString
          $0.courseVersion = 1
        }
      ).json
      let subject = token.payload["credentialSubject"] as? [String: Any]
      try Self.same(subject?["achievement"], achievement)
      try Self.same(token.payload["issuer"], try await credentials.getIssuer(.init()).json)
      let kid = try #require(token.header["kid"] as? String)
      let name = try #require(kid.split(separator: "/").last)
      let key = try await credentials.getKey(.with { $0.keyID = String(name) }).json
      #expect(try CredentialCalls.object(key)["kid"] as? String == kid)
    }
  }

  /// But for the context, which a document of its own has.
  private static func same(_ member: Any?, _ document: Data) throws {
    var found = try CredentialCalls.object(document)
    #expect(found.removeValue(forKey: "@context") != nil)
    #expect(found as NSDictionary == member as? NSDictionary)
  }

  @Test("is the same each time, and the holder's alone once the certificate is rendered")
  func own() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      let request = Clikc_Notification_V1_GetMyCredentialRequest.with {
        $0.courseID = learner.course.uuidString
      }
      try await workshop.hear(learner.created, aggregate: learner.account)
      try await workshop.hear(learner.published(), aggregate: learner.course)
      try await workshop.hear(learner.completed(), aggregate: UUID())
      try await CredentialCalls.serve(workshop, as: learner.account) { credentials in
        await Calls.refused("CERTIFICATE_NOT_ISSUED", .notFound) {
          try await credentials.getMyCredential(request)
        }
        try await workshop.renderAll()
        let first = try await credentials.getMyCredential(request)
        #expect(try await credentials.getMyCredential(request) == first)
      }
      await Calls.refused("CERTIFICATE_NOT_ISSUED", .notFound) {
        try await CredentialCalls.serve(workshop, as: UUID()) { credentials in
          try await credentials.getMyCredential(request)
        }
      }
      await Calls.refused("SIGN_IN_REQUIRED", .unauthenticated) {
        try await CredentialCalls.serve(workshop) { try await $0.getMyCredential(request) }
      }
    }
  }

  @Test("taken back by two persons, it stands in both lists and is given no more")
  func revoked() async throws {
    try await Workshop.open { workshop in
      let (learner, other) = (Learner(), Learner())
      let certificate = try await RegisterCalls.issue(to: learner, workshop)
      _ = try await RegisterCalls.issue(to: other, workshop)
      let place = try #require(try await CredentialCalls.credential(of: learner, workshop).place)
      let proposal = try await RegisterCalls.propose(certificate, workshop)
      #expect(try await CredentialCalls.places(of: 0, workshop).isEmpty)
      #expect(try await CredentialCalls.revoked(in: 0, workshop).isEmpty)

      try await RegisterCalls.decide(proposal, .confirmed, workshop)

      #expect(try await CredentialCalls.places(of: 0, workshop) == [place])
      #expect(
        try await CredentialCalls.revoked(in: 0, workshop)
          == [OpenBadgeCredential.identifier(certificate.id)])
      await Calls.refused("CERTIFICATE_REVOKED", .failedPrecondition) {
        try await CredentialCalls.credential(of: learner, workshop)
      }
    }
  }

  @Test("superseded, the old one stands in both lists and the new one in none")
  func superseded() async throws {
    try await Workshop.open { workshop in
      var learner = Learner()
      let old = try await RegisterCalls.issue(to: learner, workshop)
      let place = try #require(try await CredentialCalls.credential(of: learner, workshop).place)
      learner.name = "Amina Diaz"
      try await workshop.hear(learner.created, aggregate: learner.account, version: 2)
      _ = try await RegisterCalls.reissue(old, workshop)
      try await workshop.renderAll()

      let new = try await CredentialCalls.credential(of: learner, workshop)

      #expect(new.payload["id"] as? String != OpenBadgeCredential.identifier(old.id))
      #expect(try await CredentialCalls.places(of: 0, workshop) == [place])
      #expect(new.place != place)
      #expect(
        try await CredentialCalls.revoked(in: 0, workshop)
          == [OpenBadgeCredential.identifier(old.id)])
    }
  }

  @Test("what is not there is not found")
  func unknown() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      try await workshop.hear(learner.published(certificate: false), aggregate: learner.course)
      try await CredentialCalls.serve(workshop) { credentials in
        for number in [0, 1, -1] as [Int32] {
          await Calls.refused("DOCUMENT_NOT_FOUND", .notFound) {
            try await credentials.getStatusList(.with { $0.number = number })
          }
          await Calls.refused("DOCUMENT_NOT_FOUND", .notFound) {
            try await credentials.getRevocationList(.with { $0.number = number })
          }
        }
        // Known, but it earns no certificate; not known at all.
        for version in [1, 2] as [Int64] {
          await Calls.refused("DOCUMENT_NOT_FOUND", .notFound) {
            try await credentials.getAchievement(
              .with {
                $0.courseID = learner.course.uuidString
                $0.courseVersion = version
              })
          }
        }
        for name in ["", "AAAAAAAAAAA", "../issuer"] {
          await Calls.refused("DOCUMENT_NOT_FOUND", .notFound) {
            try await credentials.getKey(.with { $0.keyID = name })
          }
        }
      }
    }
  }

  @Test("old keys stay published")
  func oldKeys() throws {
    let (old, new) = (try SigningKey.generate(), try SigningKey.generate())
    let seal = CertificateSeal(key: new, older: [old.verificationKey])
    let site = try #require(SiteAddress("https://clikc.example"))

    #expect(
      seal.credentialKeys(site).map(\.x)
        == [new, old].map { base64URL($0.verificationKey.bytes) })
  }
}
