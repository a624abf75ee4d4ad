import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import IdentityContract
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("An import that was undone")
struct UndoneImportTests {
  private static let file = """
    username,name,email,role
    ann.a,Ann A,ann@example.org,learner
    bob.b,Bob B,bob@example.org,tutor
    """

  private func active(_ site: Site) async throws -> [String] {
    try await site.names("username in ('ann.a', 'bob.b') and suspended_at is null")
  }

  private func applied(
    _ site: Site, as coordinator: Principal
  ) async throws -> Clikc_Identity_V1_Import {
    try await site.apply(
      try await site.importing(Self.file, as: coordinator), as: coordinator)
  }

  /// The account a row made, as it was made.
  private func account(
    _ number: Int, of made: Clikc_Identity_V1_Import, _ site: Site, as coordinator: Principal
  ) async throws -> Clikc_Identity_V1_Account {
    let row = try await site.rows(of: made, as: coordinator)[number]
    return .with {
      $0.id = row.accountID
      $0.version = 1
    }
  }

  @Test("brings everybody back with the same file as often as it is sent, and is undone each time")
  func again() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      for round in 1...3 {
        let made = try await applied(site, as: coordinator)
        #expect(made.updates == (round == 1 ? 0 : 2))
        #expect(try await active(site) == ["ann.a", "bob.b"], "round \(round)")
        #expect(try await site.undo(made, as: coordinator).state == .undone)
        #expect(try await active(site).isEmpty, "round \(round)")
      }
      let told = try await site.events(Clikc_Identity_V1_AccountChanged.self)
      #expect(told.last { $0.username == "ann.a" }?.suspended == true)
    }
  }

  @Test("lets nobody in with the same file who was suspended for another reason since")
  func suspendedSince() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      _ = try await site.undo(try await applied(site, as: coordinator), as: coordinator)
      let made = try await applied(site, as: coordinator)
      _ = try await site.suspend(try await account(0, of: made, site, as: coordinator).id)
      let next = try await applied(site, as: coordinator)
      #expect(next.skips == 2)
      #expect(try await active(site) == ["bob.b"])
    }
  }

  @Test("leaves whom its coordinator may no longer change, and prints no slip for them")
  func outOfReach() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      let senegal = try await site.administration("SN")
      let made = try await applied(site, as: coordinator)
      let (ann, bob) = (
        try await account(0, of: made, site, as: coordinator),
        try await account(1, of: made, site, as: coordinator)
      )
      _ = try await site.give(ann, [.coordinator])
      #expect(try await site.slips(of: made, as: coordinator).map(\.username) == ["bob.b"])
      _ = try await site.move(bob, to: senegal)
      #expect(try await site.slips(of: made, as: coordinator).isEmpty)
      #expect(try await site.undo(made, as: coordinator).state == .undone)
      #expect(try await active(site) == ["ann.a", "bob.b"])
    }
  }

  @Test("was never applied to somebody who became an administrator after the check")
  func promotedSince() async throws {
    try await Site.open { site in
      let (kenya, coordinator) = try await site.importer()
      let amina = try await site.newcomer("amina", of: kenya).account
      let made = try await site.importing(
        "username,name,email\namina,Somebody Else,evil@example.org", as: coordinator)
      #expect(made.updates == 1)
      _ = try await site.give(amina, [.administrator])
      let applied = try await site.apply(made, as: coordinator)
      #expect(applied.errors == 1)
      #expect(try await site.names("email = 'evil@example.org'").isEmpty)
    }
  }

  @Test("said nothing of roles where the cell was empty")
  func emptyRole() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      _ = try await applied(site, as: coordinator)
      let file = Self.file.replacingOccurrences(of: ",tutor", with: ",")
      let made = try await site.importing(file, as: coordinator)
      #expect(made.skips == 2)
    }
  }
}
