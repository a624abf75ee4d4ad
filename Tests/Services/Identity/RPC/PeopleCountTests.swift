import Authentication
import Foundation
import GRPCCore
import IdentityContract
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("Counts of people")
struct PeopleCountTests {
  @Test("are by administration and state: a coordinator's own, an administrator's all or one")
  func scopes() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let senegal = try await site.administration("SN")
      let people = Clikc_Identity_V1_People.Client(wrapping: site.client)
      let register = Clikc_Identity_V1_Register.Client(wrapping: site.client)
      _ = try await site.administrator()
      _ = try await site.learner("active.one", of: kenya)
      _ = try await site.newcomer("waiting.two", of: kenya)
      let gone = try await site.newcomer("gone.three", of: kenya).account
      _ = try await site.newcomer("foreign.four", of: senegal)
      _ = try await site.suspend(gone.id)
      let count = { (caller: Principal, administration: UUID?) in
        try await site.acting(as: caller) {
          try await people.countPeople(
            .with { $0.administrationID = administration?.uuidString ?? "" }
          ).counts
        }
      }
      let administrator = site.somebody([.administrator])
      _ = try await site.acting(as: administrator) {
        try await register.updateRegisterEntry(
          .with {
            $0.code = "KE"
            $0.quota = 12
          })
      }
      let all = try await count(administrator, nil)
      #expect(all.map(\.code) == ["KE", "SN", ""])
      #expect((all[0].waiting, all[0].active, all[0].suspended) == (1, 1, 1))
      #expect((all[0].quota, all[1].quota) == (12, 0))
      #expect(all[0].names["ar"] == "كينيا" && all[0].administrationID == kenya.wireText)
      #expect((all[1].waiting, all[2].waiting) == (1, 1))
      let coordinator = site.somebody([.coordinator], of: kenya)
      #expect(try await count(coordinator, nil) == [all[0]])
      #expect(try await count(coordinator, kenya) == [all[0]])
      #expect(try await count(coordinator, senegal).isEmpty)
      #expect(try await count(administrator, senegal) == [all[1]])
      for role in [Role.learner, .tutor, .expert] {
        try await expectRefusal(reason: "NOT_ALLOWED") {
          try await count(site.somebody([role], of: kenya), nil)
        }
      }
      try await expectRefusal(reason: "NO_ADMINISTRATION") {
        try await count(site.somebody([.coordinator]), nil)
      }
    }
  }
}
