import Foundation
import IdentityContract
import Logging
import NotificationContract
import NotificationDomain
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import notification

@Suite("The administration of a mail", .timeLimit(.minutes(2)))
struct MovedMailTests {
  @Test("follows the person: after a move the new coordinator sees it, and the one before does not")
  func moved() async throws {
    try await Workshop.open { workshop in
      let (kenya, ghana) = (UUID(), UUID())
      var learner = Learner(administration: kenya.uuidString, serial: 1)
      try await workshop.invite(learner)
      let (before, after) = (
        UndeliveredCalls.coordinator(of: kenya), UndeliveredCalls.coordinator(of: ghana)
      )
      #expect(try await UndeliveredCalls.list(workshop, as: before).count == 1)

      learner.administration = ghana.uuidString
      try await workshop.hear(learner.changed, aggregate: learner.account, version: 3)
      #expect(try await UndeliveredCalls.list(workshop, as: before).isEmpty)
      let seen = try await UndeliveredCalls.list(workshop, as: after)
      #expect(seen.map(\.administrationID) == [ghana.uuidString.lowercased()])
      #expect(try await UndeliveredCalls.count(workshop, as: before) == 0)
      #expect(try await UndeliveredCalls.count(workshop, as: after) == 1)

      // What is told late changes nothing, and who leaves for the staff is no coordinator's.
      learner.administration = kenya.uuidString
      try await workshop.hear(learner.changed, aggregate: learner.account, version: 2)
      #expect(try await UndeliveredCalls.list(workshop, as: after).count == 1)
      learner.administration = ""
      try await workshop.hear(learner.changed, aggregate: learner.account, version: 4)
      #expect(try await UndeliveredCalls.list(workshop, as: after).isEmpty)
      let all = try await UndeliveredCalls.list(workshop, as: UndeliveredCalls.administrator)
      #expect(all.map(\.administrationID) == [""])
    }
  }

  @Test("is right however moves and new mail meet")
  func meeting() async throws {
    try await Workshop.open { workshop in
      let homes = (0..<4).map { _ in UUID() }
      let learner = Learner(administration: homes[0].uuidString)
      try await workshop.hear(learner.created, aggregate: learner.account)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for version in 2...9 {
          group.addTask {
            var moved = learner
            moved.administration = homes[version % 4].uuidString
            try await workshop.hear(
              moved.changed, aggregate: learner.account, version: Int64(version))
          }
          group.addTask {
            try await workshop.queue(Orders.order(.passwordChanged, account: learner.account))
          }
        }
        try await group.waitForAll()
      }
      let strays = try await workshop.count(
        "mail join people using (account_id) where mail.administration_id is distinct from people.administration_id"
      )
      #expect(try await workshop.count("mail") == 8)
      #expect(strays == 0)
    }
  }

  @Test("is the one that was asked, for who was refused an account")
  func refusedAccount() async throws {
    try await Workshop.open { workshop in
      let home = UUID()
      let event = Clikc_Identity_V1_AccountRequestRefused.with {
        $0.requestID = UUID().uuidString.lowercased()
        $0.name = "Kofi Mensah"
        $0.email = "kofi@customs.example"
        $0.language = "fr"
        $0.administrationID = home.uuidString.lowercased()
      }
      try await workshop.hear(event, aggregate: UUID(), version: 2)
      try await workshop.pool.query("update mail set state = 'failed_permanent', answer = '550 no'")

      let coordinator = UndeliveredCalls.coordinator(of: home)
      let found = try await UndeliveredCalls.list(workshop, as: coordinator)
      #expect(found.map(\.name) == ["Kofi Mensah"])
      #expect(found.allSatisfy { !$0.accountExists && !$0.resendable })
      let elsewhere = UndeliveredCalls.coordinator(of: UUID())
      #expect(try await UndeliveredCalls.list(workshop, as: elsewhere).isEmpty)
    }
  }

  @Test("goes with the mail when the person is erased, whose moves change nothing any more")
  func erased() async throws {
    try await Workshop.open { workshop in
      let home = UUID()
      let learner = Learner(administration: home.uuidString, serial: 1)
      try await workshop.invite(learner)
      let erased = Clikc_Identity_V1_AccountErased.with {
        $0.accountID = learner.account.uuidString.lowercased()
        $0.pseudonym = "erased-1"
      }
      try await workshop.hear(erased, aggregate: learner.account, version: 9)
      try await workshop.hear(learner.changed, aggregate: learner.account, version: 8)

      let coordinator = UndeliveredCalls.coordinator(of: home)
      #expect(try await UndeliveredCalls.list(workshop, as: coordinator).isEmpty)
      #expect(
        try await UndeliveredCalls.list(workshop, as: UndeliveredCalls.administrator).isEmpty)
      #expect(try await UndeliveredCalls.count(workshop, as: coordinator) == 0)
      #expect(try await workshop.count("mail") == 0)
    }
  }

  @Test("is filled in by an upgrade, for mail that waits and mail that came to its end")
  func upgraded() async throws {
    let before = try Self.migrations(upTo: 8)
    let components = [
      MigrationComponent.events, MigrationComponent(name: "notification", directory: before.url),
    ]
    let home = UUID()
    let people = [home, nil]
    try await withTestDatabaseAddresses(schema: "notification", components: components) {
      database in
      let pool = PostgresPool(
        try PostgresConfiguration(url: database.runtimeURL, maximumConnections: 1),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      for administration in people {
        let account = UUID()
        try await pool.query(
          """
          insert into people values
            (\(account), 1, 'p', 'p@customs.example', 'P', 'en', \(administration)::uuid)
          """)
        try await pool.query(
          """
          insert into mail (id, event_id, account_id, template, language, address, arguments,
            created_at, expires_at, due_at, state)
          select gen_random_uuid(), gen_random_uuid(), \(account), 'password_changed', 'en',
            'p@customs.example', '{}', now(), now(), now(), state
          from unnest(array['queued', 'accepted', 'failed_permanent', 'expired']) as state
          """)
      }
      _ = try await Migrator(
        components: MigrationComponent.ofService("Notification"), schema: "notification",
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      ).apply(database.ownerURL)

      let rows = try await pool.query(
        "select administration_id, count(*) as count from mail group by 1 order by 1 nulls last")
      #expect(try rows.map { try $0.decode(UUID?.self, "administration_id") } == people)
      #expect(try rows.map { try $0.decode(Int64.self, "count") } == [4, 4])
      await pool.close()
    }
  }

  /// The migrations of before.
  private static func migrations(upTo last: Int) throws -> TemporaryDirectory {
    let old = try TemporaryDirectory()
    let directory = Repository.root.appending(path: "Services/Notification/Migrations")
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path()).sorted()
    for name in names.prefix(last) {
      try FileManager.default.copyItem(
        at: directory.appending(path: name), to: old.url.appending(path: name))
    }
    return old
  }
}
