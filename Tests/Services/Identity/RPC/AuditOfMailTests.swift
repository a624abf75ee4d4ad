import Events
import Foundation
import IdentityDomain
import NotificationContract
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import identity

@Suite("The audit log of what staff do about mail")
struct AuditOfMailTests {
  private static let time = Date(timeIntervalSince1970: 1_795_511_107)

  private static func lifted(
    by actor: UUID, for accounts: [UUID]
  ) -> Clikc_Notification_V1_SuppressionLifted {
    .with {
      $0.accountIds = accounts.map { $0.uuidString.lowercased() }
      $0.domain = "customs.example"
      $0.liftedBy = actor.uuidString.lowercased()
      $0.liftedAt = Google_Protobuf_Timestamp(date: Self.time)
      $0.clientAddress = "192.0.2.7"
    }
  }

  private static var subscriptions: EventSubscriptions {
    var subscriptions = EventSubscriptions()
    Subscriptions.register(&subscriptions)
    return subscriptions
  }

  @Test("says of each whose address gets its mail again who did it, when and from where, once")
  func people() async throws {
    try await Site.open { site in
      let (actor, event, first, second) = (UUID(), UUID(), UUID(), UUID())
      for _ in 1...2 {
        try await deliver(
          Self.lifted(by: actor, for: [first, second]), aggregate: UUID(), id: event,
          pool: site.pool, to: Self.subscriptions)
      }
      let entries = try await site.audited("true")
      #expect(entries.map(\.subject) == [first, second])
      #expect(entries.allSatisfy { $0.event == AuditEvent.accountChanged.rawValue })
      #expect(entries.allSatisfy { $0.actor == actor && $0.at == Self.time })
      #expect(entries.allSatisfy { $0.clientAddress == "192.0.2.7" })
      #expect(entries.allSatisfy { $0.values == ["act": "mail let go again"] })
    }
  }

  @Test("names of an address that is nobody's the domain alone")
  func nobody() async throws {
    try await Site.open { site in
      try await deliver(
        Self.lifted(by: UUID(), for: []), aggregate: UUID(), pool: site.pool,
        to: Self.subscriptions)
      let entries = try await site.audited("true")
      #expect(entries.map(\.subject) == [nil])
      #expect(entries.map(\.event) == [AuditEvent.siteChanged.rawValue])
      #expect(
        entries.map(\.values) == [["act": "mail let go again", "domain": "customs.example"]])
    }
  }

  @Test("takes no act that does not say whose, and keeps no network address that is none")
  func unreadable() throws {
    var event = Self.lifted(by: UUID(), for: [UUID()])
    event.clientAddress = "<script>"
    #expect(try NotificationSubscriptions.entries(event).map(\.clientAddress) == [""])
    event.liftedBy = "somebody"
    #expect(throws: EventDefect.self) {
      try NotificationSubscriptions.entries(event)
    }
    event = Self.lifted(by: UUID(), for: [])
    event.accountIds = ["x"]
    #expect(throws: EventDefect.self) {
      try NotificationSubscriptions.entries(event)
    }
  }
}
