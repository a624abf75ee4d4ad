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

@Suite("The open sessions of everybody")
struct OpenSessionsTests {
  private typealias Answer = Clikc_Identity_V1_ListOpenSessionsResponse

  private func list(
    _ site: Site, size: Int32 = 0, after token: String = "", _ query: String = ""
  ) async throws -> Answer {
    try await site.acting(as: site.somebody([.administrator])) {
      try await site.security.listOpenSessions(
        .with {
          $0.query = query
          $0.pageSize = size
          $0.pageToken = token
        })
    }
  }

  @Test("are listed with whose they are, the newest first, part by part, and counted")
  func parts() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let amina = try await site.learner(of: kenya)
      let li = try await site.learner("li", email: "li@example.org")
      for (username, person) in [("amina", amina), ("li", li), ("amina", amina)] {
        site.clock.advance(1)
        _ = try await site.signIn(username, person.password, device: "Firefox/1")
      }
      let all = try await list(site)
      #expect(all.sessions.map(\.username) == ["amina", "li", "amina"])
      #expect(all.sessions.map(\.accountID) == [amina, li, amina].map(\.account.id))
      #expect(all.sessions[0].administrationID == kenya.uuidString.lowercased())
      #expect(all.sessions.allSatisfy { $0.session.device == "Firefox/1" && !$0.session.current })
      #expect((all.open, all.people, all.nextPageToken) == (3, 2, ""))

      let first = try await list(site, size: 2)
      let rest = try await list(site, size: 2, after: first.nextPageToken)
      #expect(first.sessions + rest.sessions == all.sessions)
      #expect(first.sessions.count == 2 && rest.nextPageToken.isEmpty && rest.open == 3)
      try await expectRefusal(reason: "INVALID_REQUEST") {
        try await list(site, after: "yesterday")
      }
    }
  }

  @Test(
    "are found by a part of a name or address, whatever its case and accents, or of a network address"
  )
  func search() async throws {
    try await Site.open { site in
      let amina = try await site.learner()
      let li = try await site.learner("li", email: "li@example.org")
      _ = try await site.from("192.0.2.7") { try await site.signIn("amina", amina.password) }
      _ = try await site.from("2001:db8::7") { try await site.signIn("li", li.password) }
      for (query, usernames) in [
        ("LI@ex", ["li"]), (" ámina@ ", ["amina"]), ("192.0.2", ["amina"]), ("2001:DB8", ["li"]),
        ("%", []), ("example.org", ["li", "amina"]),
      ] {
        let found = try await list(site, query)
        #expect(found.sessions.map(\.username) == usernames, "\(query)")
        #expect(found.open == 2, "whatever is looked for")
      }
    }
  }

  @Test("are those that stand by the rule, whatever their times and their owner's roles")
  func rule() async throws {
    try await Site.open { site in
      let (plain, staff) = (try await site.learner(), try await site.administrator())
      let owners = [(plain.id, [SiteRole.learner]), (staff.id, [.learner, .administrator])]
      let store = SessionStore(site.pool)
      let now = site.clock.now
      var standing: Set<UUID> = []
      try await site.pool.query("delete from sessions")
      for number in 0..<400 {
        let (account, roles) = owners[number % 2]
        let life = SessionLife(remember: number % 4 < 2, days: 14, roles: [])
        let span = life.absolute * .random(in: 0...1.1)
        let began = now.addingTimeInterval(-span)
        let idle = min(span, SessionRule.idle * .random(in: 0...2) * (number % 3 == 0 ? 400 : 1))
        let session = NewSession(
          id: UUID(), account: account, tokenHash: Array("\(UUID())".utf8.prefix(32)),
          createdAt: began, life: life)
        try await store.insert(session)
        try await store.touch([session.id: now.addingTimeInterval(-idle)])
        if number % 5 == 0 { _ = try await store.end(session.id, of: account, now: now) }
        let times = SessionTimes(
          began: began, lastSeen: now.addingTimeInterval(-idle), expires: session.expiresAt,
          life: life)
        let stands = SessionRule.isAlive(times, roles: Set(roles), now: now)
        if stands && number % 5 != 0 { standing.insert(session.id) }
      }
      let list = SessionList(search: "", after: nil, limit: 1_000, now: now)
      let listed = try await list.read(site.pool)
      #expect(Set(listed.map(\.session.id)) == standing)
      #expect(standing.count > 20)
      let count = try await list.count(site.pool)
      #expect(count == SessionCount(sessions: standing.count, people: 2))
    }
  }

  @Test("are ended one by one, at once and by the audit log, and by administrators only")
  func end() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let lost = try await site.signIn("amina", person.password).token
      let kept = try await site.signIn("amina", person.password).token
      let id = try await site.principal(lost).principal.sessionID.uuidString.lowercased()
      for role in [Role.coordinator, .expert, .tutor, .learner] {
        try await site.acting(as: site.somebody([role])) {
          try await expectRefusal(reason: "NOT_ALLOWED") {
            try await site.security.listOpenSessions(.init())
          }
          try await expectRefusal(reason: "NOT_ALLOWED") {
            try await site.security.endOpenSession(.with { $0.sessionID = id })
          }
        }
      }
      let administrator = site.somebody([.administrator])
      try await site.acting(as: administrator) {
        for _ in 1...2 {
          _ = try await site.security.endOpenSession(.with { $0.sessionID = id })
        }
        try await expectRefusal(Refusal(.notFound, "SESSION_UNKNOWN")) {
          try await site.security.endOpenSession(.with { $0.sessionID = UUID().uuidString })
        }
      }
      try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(lost) }
      _ = try await site.principal(kept)
      #expect(try await list(site).sessions.count == 1)
      let entries = try await site.audited("actor = '\(administrator.accountID)'")
      #expect(entries.map(\.subject) == [person.id] && entries[0].values["session"] == id)
      let events = try await site.events(Clikc_Identity_V1_SessionsRevoked.self)
      #expect(events.last?.sessionIds == [id])
    }
  }
}
