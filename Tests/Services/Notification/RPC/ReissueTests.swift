import Authentication
import Foundation
import GRPCCore
import NotificationContract
import NotificationDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import notification

@Suite("A certificate that is issued anew")
struct ReissueTests {
  @Test("has another number, code, statement and PDF; the old one is superseded")
  func corrected() async throws {
    try await Workshop.open { workshop in
      var learner = Learner()
      let old = try await RegisterCalls.issue(to: learner, workshop, months: 12)
      learner.name = "Amina Okonkwo-Diaz"
      try await workshop.hear(learner.created, aggregate: learner.account, version: 2)

      let id = try await RegisterCalls.reissue(old, workshop)
      try await workshop.renderAll()

      let new = try #require(try await workshop.certificate(of: learner))
      #expect(new.certificate.id.uuidString.lowercased() == id)
      #expect(new.certificate.holder == "Amina Okonkwo-Diaz")
      #expect(try await RegisterCalls.options(old, workshop) == [false, false])
      #expect(new.certificate.replaces == old.id)
      #expect(new.certificate.serial != old.serial && new.certificate.code != old.code)
      #expect(new.certificate.statement != old.statement)
      #expect(new.certificate.completedAt == old.completedAt)
      #expect(new.certificate.validUntil == old.validUntil && old.validUntil != nil)
      #expect(workshop.blobs().count == 2)
      #expect(try await workshop.count("mail where template = 'certificate_issued'") == 2)
      let verified = try await RegisterCalls.verify(old.code, workshop)
      #expect(verified.state == .superseded && verified.certificate.hasSupersededAt)
      #expect(try await RegisterCalls.verify(new.certificate.code, workshop).state == .valid)
      let told = try await workshop.pool.outboxEvents(
        Clikc_Notification_V1_CertificateIssued.self)
      #expect(told.map(\.event.replacedID) == ["", old.id.uuidString.lowercased()])
    }
  }

  @Test("is one, however often and by how many it is asked for at once")
  func once() async throws {
    try await Workshop.open { workshop in
      var learner = Learner()
      let old = try await RegisterCalls.issue(to: learner, workshop)
      learner.name = "Amina Diaz"
      try await workshop.hear(learner.created, aggregate: learner.account, version: 2)

      let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<6 { group.addTask { try await RegisterCalls.reissue(old, workshop) } }
        return try await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      try await workshop.hear(learner.completed(), aggregate: UUID())
      try await workshop.renderAll()

      #expect(answers.count == 1)
      #expect(try await workshop.count("certificates") == 2)
      #expect(try await workshop.count("certificates where superseded_at is null") == 1)
    }
  }

  @Test("is refused without a corrected name, once taken back, and out of reach")
  func refused() async throws {
    try await Workshop.open { workshop in
      var learner = Learner()
      let certificate = try await RegisterCalls.issue(to: learner, workshop)
      #expect(try await RegisterCalls.options(certificate, workshop) == [true, false])
      await Calls.refused("CERTIFICATE_NAME_UNCHANGED", .failedPrecondition) {
        try await RegisterCalls.reissue(certificate, workshop)
      }
      learner.name = "Amina Diaz"
      try await workshop.hear(learner.created, aggregate: learner.account, version: 2)
      #expect(try await RegisterCalls.options(certificate, workshop) == [true, true])
      let foreign = Calls.principal(UUID(), [.coordinator], UUID())
      await Calls.refused("CERTIFICATE_NOT_FOUND", .notFound) {
        try await RegisterCalls.reissue(certificate, workshop, as: foreign)
      }
      let proposal = try await RegisterCalls.propose(certificate, workshop)
      #expect(try await RegisterCalls.options(certificate, workshop) == [false, false])
      await Calls.refused("REVOCATION_WAITING", .failedPrecondition) {
        try await RegisterCalls.reissue(certificate, workshop)
      }
      try await RegisterCalls.decide(proposal, .confirmed, workshop)
      await Calls.refused("CERTIFICATE_REVOKED", .failedPrecondition) {
        try await RegisterCalls.reissue(certificate, workshop)
      }
      #expect(try await workshop.count("certificates") == 1)
    }
  }
}
