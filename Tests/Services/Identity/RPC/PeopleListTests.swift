import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import IdentityContract
import Problems
import Testing

@testable import identity

@Suite("The list of people")
struct PeopleListTests {
  @Test("is read page by page in three orders, each complete and without repetition")
  func orders() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let names = ["Zoé Ly", "élan Ba", "Amina Sow", "amina sow", "أمينة", "Bob Ba", "Bob Ba"]
      for (number, name) in names.enumerated() {
        var request = AccountsTests.request
        request.name = name
        request.username = "u\(number)"
        _ = try await site.create(request, as: [.coordinator], of: kenya)
      }
      for size in [Int32(1), 2, 3, 7, 50] {
        let newest = try await site.find("", of: kenya) { $0.pageSize = size }
        #expect(newest == ["u6", "u5", "u4", "u3", "u2", "u1", "u0"])
        let byUsername = try await site.find("", of: kenya) {
          $0.pageSize = size
          $0.order = .username
        }
        #expect(byUsername == ["u0", "u1", "u2", "u3", "u4", "u5", "u6"])
        let byName = try await site.find("", of: kenya) {
          $0.pageSize = size
          $0.order = .name
        }
        // Alphabetical as people understand it: accents and case come second, Arabic after Latin.
        #expect(Set(byName) == Set(byUsername) && byName.count == 7)
        #expect(Set(byName[0...1]) == ["u2", "u3"] && Set(byName[2...3]) == ["u5", "u6"])
        #expect(byName[4...6] == ["u1", "u0", "u4"])
      }
    }
  }

  @Test("shows those of a state, of a role, and whose words begin so")
  func filters() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let senegal = try await site.administration("SN")
      let active = try await site.learner("active.one", of: kenya)
      let waiting = try await site.newcomer("waiting.two", of: kenya).account
      let gone = try await site.newcomer("gone.three", of: kenya).account
      _ = try await site.newcomer("foreign.four", of: senegal)
      _ = try await site.suspend(gone.id)
      _ = try await site.give(waiting, [.tutor])
      let states: [(Clikc_Identity_V1_PersonState, [String])] = [
        (.active, [active.account.username]), (.waiting, ["waiting.two"]),
        (.suspended, ["gone.three"]),
      ]
      for (state, expected) in states {
        #expect(try await site.find("", of: kenya) { $0.state = state } == expected)
      }
      #expect(try await site.find("", of: kenya) { $0.role = .tutor } == ["waiting.two"])
      #expect(try await site.find("", of: kenya) { $0.role = .learner }.count == 3)
      #expect(try await site.find("DIALLO ami", of: kenya).count == 3)
      #expect(try await site.find("diallo gon", of: kenya) == ["gone.three"])
      #expect(try await site.find("three", of: nil) == ["gone.three"])
      #expect(try await site.find("iallo", of: kenya).isEmpty)
      #expect(try await site.find("four", of: kenya).isEmpty)
      let foreign = try await site.find("", of: nil) { $0.administrationID = senegal.wireText }
      #expect(foreign == ["foreign.four"])
      try await expectRefusal(Refusal(.permissionDenied, "OTHER_ADMINISTRATION")) {
        try await site.find("", of: kenya) { $0.administrationID = senegal.wireText }
      }
    }
  }

  @Test("goes on behind somebody who was erased, and shows nothing of them")
  func erased() async throws {
    try await Site.open { site in
      let senegal = try await site.administration("SN")
      _ = try await site.newcomer("first.one", of: senegal)
      let amina = try await site.learner()
      _ = try await site.newcomer("third.one", of: senegal)
      _ = try await site.askErasure(amina)
      site.clock.advance(15 * 86_400)
      await site.erasures.carryOut()
      for order in [Clikc_Identity_V1_PeopleOrder.unspecified, .name, .username] {
        for state in [Clikc_Identity_V1_PersonState.unspecified, .waiting] {
          let found = try await site.find("", of: nil) {
            $0.pageSize = 1
            $0.order = order
            $0.state = state
          }
          #expect(Set(found).isSuperset(of: ["first.one", "third.one"]))
          #expect(!found.contains { $0.hasPrefix("erased") })
        }
      }
      #expect(try await site.find("erased", of: nil).isEmpty)
      let learners = try await site.find("", of: nil) { $0.role = .learner }
      #expect(learners.count == 2)
    }
  }

  @Test("finds names in any script by their words")
  func scripts() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      for (number, name) in ["هرمس بن عبد الله", "José Peña", "王小明", "Ólöf Ýr"].enumerated() {
        var request = AccountsTests.request
        request.name = name
        request.username = "u\(number)"
        request.email = "u\(number)@example.org"
        _ = try await site.create(request, as: [.coordinator], of: kenya)
      }
      let searches = [("عبد", "u0"), ("PENA", "u1"), ("王小", "u2"), ("olof", "u3"), ("u3@ex", "u3")]
      for (query, username) in searches {
        #expect(try await site.find(query, of: kenya) == [username], "\(query)")
      }
    }
  }

  @Test("refuses what is no page, state or order of it")
  func refused() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      for token in ["???", "AAAA", "AA"] {
        try await expectRefusal(.invalid([FieldViolation("page_token", "INVALID_PAGE_TOKEN")])) {
          try await site.find("", of: kenya) { $0.pageToken = token }
        }
      }
      try await expectRefusal(.invalid([FieldViolation("state", "UNKNOWN_STATE")])) {
        try await site.find("", of: kenya) { $0.state = .UNRECOGNIZED(9) }
      }
      try await expectRefusal(.invalid([FieldViolation("order", "UNKNOWN_ORDER")])) {
        try await site.find("", of: kenya) { $0.order = .UNRECOGNIZED(9) }
      }
    }
  }
}
