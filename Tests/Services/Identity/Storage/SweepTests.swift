import Foundation
import Postgres
import Testing

@testable import identity

@Suite("The sweep")
struct SweepTests {
  @Test("deletes what ended a day ago and nothing that is in use")
  func ended() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      _ = try await site.signIn("amina", person.password)
      try await site.requestReset(username: "amina")
      _ = try await refusal { try await site.signIn("nobody", "Wrong-Password 1") }
      let rows = { (table: String) in
        try await site.count("select count(*) from \(unsafeSQL: table)")
      }
      let tables = [
        "sessions", "reset_tokens", "reset_requests", "reset_mails", "sign_in_failures",
      ]

      try await Sweep(site.pool).run(now: site.clock.now)

      #expect(try await rows("sessions") == 2)
      for table in tables { #expect(try await rows(table) > 0, "\(table) is in use") }

      try await Sweep(site.pool).run(now: site.clock.now.addingTimeInterval(37 * 3600))

      for table in tables { #expect(try await rows(table) == 0, "\(table) has ended") }
      #expect(try await rows("accounts") == 1)
      #expect(try await rows("credentials") == 1)
    }
  }
}
