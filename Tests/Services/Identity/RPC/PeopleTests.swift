import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("A suspended person")
struct SuspensionTests {
  @Test("is signed out everywhere and signs in no more, until reactivated")
  func suspended() async throws {
    try await Site.open { site in
      let kenya = try await site.administration()
      let person = try await site.learner(of: kenya)
      let token = try await site.signIn("amina", person.password).token
      let suspended = try await site.suspend(person.account.id, as: [.coordinator], of: kenya)
      #expect(suspended.state == .suspended && suspended.hasSuspendedAt)
      #expect(try await site.events(Clikc_Identity_V1_AccountChanged.self).last?.suspended == true)
      try await expectRefusal(Refusal(.unauthenticated, "SESSION_ENDED")) {
        try await site.principal(token)
      }
      let revoked = try #require(
        try await site.events(Clikc_Identity_V1_SessionsRevoked.self).last)
      #expect(revoked.accountID == person.account.id && revoked.sessionIds.isEmpty)

      // Only who knows the password hears of it.
      try await expectRefusal(Refusal(.unauthenticated, "SIGN_IN_FAILED")) {
        try await site.signIn("amina", "Wrong-Harbour 1")
      }
      try await expectRefusal(Refusal(.unauthenticated, "ACCOUNT_SUSPENDED")) {
        try await site.signIn("amina", person.password)
      }
      try await site.requestReset(username: "amina")
      #expect(try await site.events(Clikc_Identity_V1_PasswordResetRequested.self).isEmpty)

      let back = try await site.reactivate(person.account.id, as: [.coordinator], of: kenya)
      #expect(back.state == .active && !back.hasSuspendedAt)
      #expect(try await site.signIn("amina", person.password).gate == .open)
    }
  }

  @Test("gets no session by a sign-in that was under way, and no reset link works on")
  func races() async throws {
    try await Site.open { site in
      let kenya = try await site.administration()
      let person = try await site.learner(of: kenya)
      try await site.requestReset(username: "amina")
      let link = try await site.mailedToken()
      await withTaskGroup(of: Void.self) { group in
        for _ in 1...4 { group.addTask { _ = try? await site.signIn("amina", person.password) } }
        group.addTask { _ = try? await site.suspend(person.account.id) }
      }
      #expect(
        try await site.count("select count(*) from sessions where ended_at is null") == 0)
      try await expectRefusal(reason: "RESET_LINK_UNKNOWN") {
        try await site.resetPassword(link, to: Site.goodPassword + "!")
      }
    }
  }

  @Test("stays so when suspended again, and gets no invitation")
  func again() async throws {
    try await Site.open { site in
      let kenya = try await site.administration()
      let person = try await site.newcomer(of: kenya)
      let first = try await site.suspend(person.account.id)
      #expect(try await site.suspend(person.account.id).account == first.account)
      try await expectRefusal(Refusal(.failedPrecondition, "PERSON_SUSPENDED")) {
        try await site.acting(as: site.somebody([.coordinator], of: kenya)) {
          try await site.accounts.sendInvitation(.with { $0.accountID = person.account.id })
        }
      }
      let back = try await site.reactivate(person.account.id)
      #expect(back.state == .waiting && back.hasInvitedUntil)
      #expect(try await site.reactivate(person.account.id).account == back.account)
    }
  }
}

@Suite("Who looks after people")
struct CareTests {
  @Test("changes nobody out of reach, nobody of rank and not themselves")
  func limits() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let senegal = try await site.administration("SN")
      let foreign = try await site.newcomer("foreign", of: senegal).account
      var request = AccountsTests.request
      request.roles = [.coordinator]
      request.administrationID = kenya.wireText
      let peer = try await site.create(request, as: [.administrator], of: nil)
      for id in [foreign.id, UUID().uuidString, "no id"] {
        try await expectRefusal(Refusal(.notFound, "ACCOUNT_UNKNOWN")) {
          try await site.suspend(id, as: [.coordinator], of: kenya)
        }
        try await expectRefusal(Refusal(.notFound, "ACCOUNT_UNKNOWN")) {
          try await site.acting(as: site.somebody([.coordinator], of: kenya)) {
            try await site.people.getPerson(.with { $0.accountID = id })
          }
        }
      }
      try await expectRefusal(Refusal(.permissionDenied, "PROTECTED_ACCOUNT")) {
        try await site.suspend(peer.id, as: [.coordinator], of: kenya)
      }
      let itself = Principal(
        accountID: try #require(UUID(uuidString: peer.id)), sessionID: UUID(),
        roles: [.coordinator], administrationID: kenya, language: "en", name: "Peer")
      try await expectRefusal(Refusal(.failedPrecondition, "OWN_ACCOUNT")) {
        try await site.acting(as: itself) {
          try await site.people.suspendPerson(.with { $0.accountID = peer.id })
        }
      }
      try await expectRefusal(Refusal(.permissionDenied, "NOT_ALLOWED")) {
        try await site.suspend(peer.id, as: [.tutor, .expert], of: kenya)
      }
    }
  }

  @Test("gives another name, username and address, and hears of what cannot be")
  func renamed() async throws {
    try await Site.open { site in
      let kenya = try await site.administration()
      let person = try await site.learner(of: kenya)
      _ = try await site.newcomer("taken", of: kenya, email: "other@example.org")
      let coordinator = site.somebody([.coordinator], of: kenya)
      var names = Clikc_Identity_V1_RenamePersonRequest.with {
        $0.accountID = person.account.id
        $0.name = "Amina Diallo-Ndiaye"
        $0.username = "Amina.Ndiaye"
        $0.email = "amina.ndiaye@example.org"
        $0.version = 2
      }
      let renamed = try await site.acting(as: coordinator) { [names] in
        try await site.people.renamePerson(names).person
      }
      #expect(renamed.account.username == "amina.ndiaye" && renamed.account.version == 3)
      let event = try #require(try await site.events(Clikc_Identity_V1_AccountChanged.self).last)
      #expect(event.username == "amina.ndiaye" && event.email == "amina.ndiaye@example.org")
      let moved = try await site.events(Clikc_Identity_V1_EmailChanged.self)
      #expect(moved.map(\.formerEmail) == [person.account.email])
      #expect(moved.map(\.accountID) == [person.account.id])
      #expect(try await site.signIn("amina.ndiaye", person.password).gate == .open)
      try await expectRefusal(Refusal(.aborted, "PERSON_CHANGED_MEANWHILE")) { [names] in
        try await site.acting(as: coordinator) { try await site.people.renamePerson(names) }
      }
      names.version = 3
      names.username = "taken"
      try await expectRefusal(Refusal(.alreadyExists, "USERNAME_TAKEN")) { [names] in
        try await site.acting(as: coordinator) { try await site.people.renamePerson(names) }
      }
      #expect(try await site.find("ndiaye", of: kenya) == ["amina.ndiaye"])
      #expect(try await site.find("amina.ndiaye@ex", of: kenya) == ["amina.ndiaye"])
    }
  }

  @Test("gives a person to another administration, who then looks after them alone")
  func moved() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let senegal = try await site.administration("SN")
      let person = try await site.learner(of: kenya)
      let token = try await site.signIn("amina", person.password).token
      var account = person.account
      account.version = 2
      let moved = try await site.move(account, to: senegal, as: [.coordinator], of: kenya)
      #expect(moved.account.administrationID == senegal.wireText && moved.account.version == 3)
      try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(token) }
      #expect(try await site.find("diallo", of: kenya).isEmpty)
      #expect(try await site.find("diallo", of: senegal) == ["amina"])
      try await expectRefusal(Refusal(.notFound, "ACCOUNT_UNKNOWN")) {
        try await site.move(moved.account, to: kenya, as: [.coordinator], of: kenya)
      }
      let event = try #require(try await site.events(Clikc_Identity_V1_AccountChanged.self).last)
      #expect(event.administrationID == senegal.wireText)
      try await expectRefusal(Refusal(.permissionDenied, "OTHER_ADMINISTRATION")) {
        try await site.move(moved.account, to: nil, as: [.coordinator], of: senegal)
      }
      try await expectRefusal(
        .invalid([FieldViolation("administration_id", "UNKNOWN_ADMINISTRATION")])
      ) { try await site.move(moved.account, to: UUID()) }
    }
  }

  @Test("gives roles they may give; a coordinator who moves is one no more")
  func roles() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let senegal = try await site.administration("SN")
      let person = try await site.newcomer(of: kenya).account
      let tutor = try await site.give(person, [.tutor], as: [.coordinator], of: kenya)
      #expect(tutor.account.roles == [.learner, .tutor])
      try await expectRefusal(Refusal(.permissionDenied, "ROLE_NOT_GRANTABLE")) {
        try await site.give(tutor.account, [.coordinator], as: [.coordinator], of: kenya)
      }
      let coordinator = try await site.give(tutor.account, [.coordinator])
      #expect(coordinator.account.roles == [.learner, .coordinator])
      try await expectRefusal(Refusal(.permissionDenied, "PROTECTED_ACCOUNT")) {
        try await site.give(coordinator.account, [], as: [.coordinator], of: kenya)
      }
      let moved = try await site.move(coordinator.account, to: senegal)
      #expect(moved.account.roles == [.learner])
    }
  }
}

extension Site {
  var people: Clikc_Identity_V1_People.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }

  func suspend(
    _ account: String, as roles: Set<Role> = [.administrator], of administration: UUID? = nil
  ) async throws -> Clikc_Identity_V1_Person {
    try await acting(as: somebody(roles, of: administration)) {
      try await people.suspendPerson(.with { $0.accountID = account }).person
    }
  }

  func reactivate(
    _ account: String, as roles: Set<Role> = [.administrator], of administration: UUID? = nil
  ) async throws -> Clikc_Identity_V1_Person {
    try await acting(as: somebody(roles, of: administration)) {
      try await people.reactivatePerson(.with { $0.accountID = account }).person
    }
  }

  func move(
    _ account: Clikc_Identity_V1_Account, to target: UUID?, as roles: Set<Role> = [.administrator],
    of administration: UUID? = nil
  ) async throws -> Clikc_Identity_V1_Person {
    try await acting(as: somebody(roles, of: administration)) {
      try await people.movePerson(
        .with {
          $0.accountID = account.id
          $0.administrationID = target?.wireText ?? ""
          $0.version = account.version
        }
      ).person
    }
  }

  func give(
    _ account: Clikc_Identity_V1_Account, _ given: [Clikc_Authentication_V1_Role],
    as roles: Set<Role> = [.administrator], of administration: UUID? = nil
  ) async throws -> Clikc_Identity_V1_Person {
    try await acting(as: somebody(roles, of: administration)) {
      try await people.setRoles(
        .with {
          $0.accountID = account.id
          $0.roles = given
          $0.version = account.version
        }
      ).person
    }
  }

  /// The usernames a coordinator of the administration finds.
  func find(
    _ query: String, of administration: UUID?,
    _ change: (inout Clikc_Identity_V1_ListPeopleRequest) -> Void = { _ in }
  ) async throws -> [String] {
    var request = Clikc_Identity_V1_ListPeopleRequest.with { $0.query = query }
    change(&request)
    let roles: Set<Role> = administration == nil ? [.administrator] : [.coordinator]
    var names: [String] = []
    repeat {
      let page = try await acting(as: somebody(roles, of: administration)) { [request] in
        try await people.listPeople(request)
      }
      names += page.people.map(\.account.username)
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return names
  }
}
