import Foundation
import IdentityDomain
import Postgres
import Testing

@testable import identity

@Suite("The ways to a page of people")
struct PeopleListWaysTests {
  @Test("lead to the same people, whether they are few or many")
  func ways() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let senegal = try await site.administration("SN")
      try await Self.fill(site, kenya, senegal)
      var pages = 0
      for list in Self.lists(of: kenya) {
        let expected = try await list.read(site.pool).map(\.account.username)
        for (few, glance, farthest, many, reach) in Self.ways {
          var other = list
          (other.few, other.glance, other.farthest) = (few, glance, farthest)
          (other.many, other.reach) = (many, reach)
          let found = try await other.read(site.pool).map(\.account.username)
          #expect(found == expected, "\(list) by \(few), \(glance), \(farthest), \(many), \(reach)")
        }
        pages += expected.isEmpty ? 0 : 1
      }
      #expect(pages > 60)
    }
  }

  /// Few, a glance, the farthest, many and the reach: nobody is looked up at once, and then a glance fills the page, or a
  /// second one, a set is read or put in order, everybody is read, or those who have everything are few.
  private static let ways = [
    (0, 1000, 0, 1000, 1000), (0, 5, 1000, 1000, 0), (0, 3, 0, 1000, 1000), (0, 3, 0, 1000, 0),
    (0, 3, 0, 0, 0), (6, 3, 0, 1000, 1), (0, 8, 12, 1000, 1),
  ]

  private static func lists(of administration: UUID) -> [PeopleList] {
    var lists: [PeopleList] = []
    for scope in [Caretaker.Scope.everybody, .administration(administration)] {
      for text in [
        "", "maria", "ma", "maria silva", "silva moussa", "maria.silva.3", "example", "u 7",
        "maria.silva. example", "o'hara \\ maria", "maria @",
      ] {
        for order in PeopleOrder.allCases {
          for (state, role) in [
            (nil, nil), (.suspended, nil), (.waiting, nil), (nil, .tutor),
          ] as [(PersonState?, SiteRole?)] {
            lists.append(
              PeopleList(
                scope: scope, search: PeopleSearch(text), state: state, role: role, order: order,
                limit: 4))
          }
        }
      }
    }
    return lists
  }

  private static func fill(_ site: Site, _ kenya: UUID, _ senegal: UUID) async throws {
    let names = ["Maria Silva", "Moussa Diop", "Maria Diop", "Mariam Silva", "أمينة"]
    for (offset, administration) in [kenya, senegal].enumerated() {
      let people = try (0..<20).map { number in
        let name = names[number % names.count]
        let creation = try AccountCreation(
          name: name,
          username: "\(number.isMultiple(of: 2) ? "maria.silva" : "u").\(number * 2 + offset)",
          email: "\(number).\(offset)@example.org", language: "en", administration: administration,
          by: .administrator)
        let made = Date(timeIntervalSince1970: Double(1_600_000_000 + number * 7 % 20))
        return LoadedAccount(
          account: Account(id: UUID(), creation: creation, now: made),
          state: [.active, .active, .waiting, .suspended][number % 4])
      }
      _ = try await LoadStore(site.pool).insert(people, passwordHash: "$argon2id$x", now: Date())
      try await PeopleStore(site.pool).replaceRoles(
        of: people[1].account.id, by: [.learner, .tutor])
    }
  }
}
