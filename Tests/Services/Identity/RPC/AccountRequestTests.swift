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

@Suite("A request for an account")
struct AccountRequestTests {
  @Test(
    "reaches the administration's coordinators, each by one mail, or administrators where it has none"
  )
  func told() async throws {
    try await Site.open { site in
      let admin = try await site.administrator()
      let kenya = try await site.administration("KE")
      try await site.ask(of: kenya, email: "first@example.org")
      var event = try #require(try await site.events(Clikc_Identity_V1_AccountRequested.self).last)
      #expect(event.recipientIds == [admin.account.id] && event.name == "Amina Diallo")

      var request = AccountsTests.request
      request.roles = [.coordinator]
      request.administrationID = kenya.wireText
      let coordinator = try await site.create(request, as: [.administrator], of: nil)
      try await site.ask(of: kenya, email: "second@example.org")
      event = try #require(try await site.events(Clikc_Identity_V1_AccountRequested.self).last)
      #expect(event.recipientIds == [coordinator.id])
      let listed = try await site.requests(as: [.coordinator], of: kenya)
      #expect(listed.map(\.email) == ["first@example.org", "second@example.org"])
      #expect(event.requestID == listed[1].id)
    }
  }

  @Test("is one with one mail, however often the form is sent at the same moment")
  func twice() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      _ = try await site.administrator()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 1...6 {
          group.addTask { try await site.ask(of: kenya, email: "first@example.org") }
        }
        try await group.waitForAll()
      }
      #expect(try await site.events(Clikc_Identity_V1_AccountRequested.self).count == 1)
      #expect(try await site.requests(as: [.coordinator], of: kenya).count == 1)
    }
  }

  @Test("is answered alike for all, kept once while it waits, and slowed down")
  func throttled() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let senegal = try await site.administration("SN")
      _ = try await site.newcomer("amina", of: kenya, email: "known@example.org")
      for _ in 1...2 { try await site.ask(of: kenya, email: "Known@example.org") }
      #expect(try await site.requests(as: [.administrator]).count == 1)
      // Three of one address a day; of the other's administration too.
      for _ in 1...4 { try await site.ask(of: senegal, email: "known@example.org") }
      #expect(try await site.requests(as: [.administrator]).count == 2)
      try await site.from("192.0.2.1") {
        for number in 1...20 { try await site.ask(of: kenya, email: "n\(number)@example.org") }
        try await expectRefusal(Refusal(.resourceExhausted, "TOO_MANY_REQUESTS")) {
          try await site.ask(of: kenya, email: "more@example.org")
        }
      }
      try await site.from("192.0.2.2") { try await site.ask(of: kenya, email: "m@example.org") }
      #expect(try await site.requests(as: [.administrator]).count == 23)
      try await expectRefusal(
        .invalid([FieldViolation("administration_id", "UNKNOWN_ADMINISTRATION")])
      ) { try await site.ask(of: UUID(), email: "x@example.org") }
    }
  }

  @Test("becomes an account with its mail when it is approved, once, by whoever is faster")
  func approved() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let senegal = try await site.administration("SN")
      try await site.ask(of: kenya, email: "amina@example.org")
      let id = try #require(try await site.requests(as: [.coordinator], of: kenya).first).id
      for foreign in [id, UUID().uuidString, "no id"] {
        try await expectRefusal(Refusal(.notFound, "REQUEST_UNKNOWN")) {
          try await site.approve(foreign, "amina", of: senegal)
        }
      }
      let read = try await site.acting(as: site.somebody([.coordinator], of: kenya)) {
        try await site.accountRequests.getAccountRequest(.with { $0.requestID = id })
      }
      #expect(read.proposedUsername == "amina.diallo" && read.known.isEmpty)
      #expect(read.administration.code == "KE")
      let accounts = await withTaskGroup(of: Clikc_Identity_V1_Account?.self) { group in
        for number in 1...4 {
          group.addTask { try? await site.approve(id, "amina\(number)", of: kenya) }
        }
        return await group.reduce(into: []) { $0 += $1.map { [$0] } ?? [] }
      }
      #expect(accounts.count == 1)
      let event = try #require(try await site.events(Clikc_Identity_V1_AccountCreated.self).last)
      #expect(event.accountID == accounts.first?.id && event.secretSerial == 1)
      #expect(try await site.count("select count(*) from accounts") == 1)
      let decided = try await site.requests(as: [.coordinator], of: kenya, .approved)
      #expect(decided.map(\.accountID) == accounts.map(\.id))
      try await expectRefusal(Refusal(.failedPrecondition, "REQUEST_DECIDED")) {
        try await site.approve(id, "again", of: kenya)
      }
    }
  }

  @Test("is refused with a reason, which the person gets by mail")
  func refused() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      try await site.ask(of: kenya, email: "amina@example.org")
      let id = try #require(try await site.requests(as: [.coordinator], of: kenya).first).id
      try await expectRefusal(.invalid([FieldViolation("reason", "REQUIRED")])) {
        try await site.refuse(id, " ", of: kenya)
      }
      try await site.refuse(id, "Please ask by your office.", of: kenya)
      let event = try #require(
        try await site.events(Clikc_Identity_V1_AccountRequestRefused.self).last)
      #expect(event.email == "amina@example.org" && event.language == "fr")
      #expect(event.reason == "Please ask by your office." && event.requestID == id)
      #expect(UUID(uuidString: event.administrationID) == kenya)
      try await expectRefusal(Refusal(.failedPrecondition, "REQUEST_DECIDED")) {
        try await site.approve(id, "amina", of: kenya)
      }
      #expect(try await site.requests(as: [.coordinator], of: kenya).isEmpty)
      #expect(try await site.requests(as: [.coordinator], of: kenya, .refused).count == 1)
      try await expectRefusal(code: .permissionDenied) {
        try await site.requests(as: [.learner, .tutor], of: kenya)
      }
    }
  }

  @Test("is read page by page, and forgotten in time")
  func pages() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      for number in 1...5 { try await site.ask(of: kenya, email: "n\(number)@example.org") }
      let all = try await site.requests(as: [.coordinator], of: kenya, size: 2).map(\.email)
      #expect(all == (1...5).map { "n\($0)@example.org" })
      try await Sweep(site.pool).run(now: site.clock.now.addingTimeInterval(181 * 86400))
      #expect(try await site.count("select count(*) from account_requests") == 0)
    }
  }
}

extension Site {
  var accountRequests: Clikc_Identity_V1_AccountRequests.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }

  func ask(of administration: UUID, email: String) async throws {
    _ = try await accountRequests.requestAccount(
      .with {
        $0.name = "Amina Diallo"
        $0.email = email
        $0.administrationID = administration.wireText
        $0.language = "fr"
        $0.reason = "Risk analysis\nin the port"
      })
  }

  func requests(
    as roles: Set<Role>, of administration: UUID? = nil,
    _ state: Clikc_Identity_V1_AccountRequestState = .unspecified, size: Int32 = 50
  ) async throws -> [Clikc_Identity_V1_AccountRequest] {
    var request = Clikc_Identity_V1_ListAccountRequestsRequest.with {
      $0.state = state
      $0.pageSize = size
    }
    var found: [Clikc_Identity_V1_AccountRequest] = []
    repeat {
      let page = try await acting(as: somebody(roles, of: administration)) { [request] in
        try await accountRequests.listAccountRequests(request)
      }
      found += page.requests
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  func approve(
    _ id: String, _ username: String, of administration: UUID
  ) async throws -> Clikc_Identity_V1_Account {
    try await acting(as: somebody([.coordinator], of: administration)) {
      try await accountRequests.approveAccountRequest(
        .with {
          $0.requestID = id
          $0.username = username
        }
      ).account
    }
  }

  func refuse(_ id: String, _ reason: String, of administration: UUID) async throws {
    _ = try await acting(as: somebody([.coordinator], of: administration)) {
      try await accountRequests.refuseAccountRequest(
        .with {
          $0.requestID = id
          $0.reason = reason
        })
    }
  }
}
