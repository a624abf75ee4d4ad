import Events
import Foundation
import IdentityContract
import NotificationContract
import NotificationDomain
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import notification

@Suite("Somebody who is erased")
struct ErasureTests {
  @Test(
    "leaves no mail, no name and no file; their certificate still verifies, with the holder withheld"
  )
  func erased() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      try await workshop.hear(learner.created, aggregate: learner.account)
      try await workshop.hear(learner.published(), aggregate: learner.course)
      try await workshop.hear(learner.completed(), aggregate: UUID())
      try await workshop.renderAll()
      #expect(workshop.blobs().count == 1)
      let before = try #require(try await workshop.certificate(of: learner)).certificate
      _ = try await RegisterCalls.propose(before, workshop, note: "Amina told us.")
      #expect(try await workshop.count("revocation_notes") == 1)

      let erased = Clikc_Identity_V1_AccountErased.with {
        $0.accountID = learner.account.uuidString.lowercased()
        $0.pseudonym = "erased-1"
      }
      for _ in 1...2 {
        try await workshop.hear(erased, aggregate: learner.account, version: 9)
      }
      try await workshop.hear(learner.created, aggregate: learner.account, version: 8)
      let sweep = UnusedFiles(
        pool: workshop.pool, blobs: workshop.service.blobs, logger: workshop.service.logger)
      try await sweep.delete()

      #expect(workshop.blobs().isEmpty)
      #expect(try await workshop.count("mail where account_id = '\(learner.account)'") == 0)
      #expect(try await workshop.count("people where name = 'erased-1' and email = ''") == 1)
      let code = try #require(VerificationCode(reading: before.code))
      let record = try await CertificateStore(pool: workshop.pool).find(code: code)
      let after = try #require(record).certificate
      #expect(after.holder.isEmpty && after.serial == before.serial)
      #expect(before.statement != nil && after.statement == nil)
      #expect(try await RegisterCalls.verify(before.code, workshop).certificate.holder.isEmpty)
      #expect(try await workshop.count("revocation_notes") == 0)
      #expect(try await workshop.count("revocation_proposals") == 1)
    }
  }
}
