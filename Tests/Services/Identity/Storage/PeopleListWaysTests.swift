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
        var list = list
        // The first page and the one behind it.
        for _ in 0..<2 {
          let expected = try await Way.plain.taken(by: list).read(site.pool).map(\.account)
          for way in Self.ways {
            let found = try await way.taken(by: list).read(site.pool).map(\.account.username)
            #expect(found == expected.map(\.username), "\(list) by \(way)")
          }
          pages += expected.isEmpty ? 0 : 1
          guard let last = expected.last else { break }
          list.after = PeoplePosition(last, in: list.order)
        }
      }
      #expect(pages > 100)
    }
  }

  /// What decides which way is taken.
  private struct Way {
    var few = 0
    var fewWords = 0
    var longest = 8000
    let glance: Int
    let farthest: Int
    let many: Int
    let reach: Int

    /// Whoever has the words is looked up and put in order.
    static let plain = Way(few: 1000, glance: 0, farthest: 0, many: 0, reach: 0)

    func taken(by list: PeopleList) -> PeopleList {
      var list = list
      (list.few, list.fewWords, list.longest) = (few, fewWords, longest)
      (list.glance, list.farthest, list.many, list.reach) = (glance, farthest, many, reach)
      return list
    }
  }

  private static let ways = [
    // As it is where people are many.
    Way(few: 500, fewWords: 16, glance: 256, farthest: 4000, many: 100_000, reach: 32_768),
    // A glance fills the page, or a second one.
    Way(glance: 1000, farthest: 0, many: 1000, reach: 1000),
    Way(glance: 5, farthest: 1000, many: 1000, reach: 0),
    // A set is held against the list, or put in order, or everybody is read.
    Way(glance: 3, farthest: 0, many: 1000, reach: 1000),
    Way(glance: 3, farthest: 0, many: 1000, reach: 0),
    Way(glance: 3, farthest: 0, many: 0, reach: 0),
    // Some words are few people's.
    Way(few: 6, glance: 3, farthest: 0, many: 1000, reach: 1),
    Way(glance: 8, farthest: 12, many: 1000, reach: 1),
    // The newest along the words fill the page, or are too few.
    Way(fewWords: 16, glance: 1000, farthest: 0, many: 1000, reach: 1000),
    Way(fewWords: 2, glance: 3, farthest: 1000, many: 0, reach: 0),
    Way(fewWords: 16, longest: 5, glance: 4, farthest: 0, many: 1000, reach: 1),
    Way(fewWords: 1, longest: 9, glance: 8, farthest: 12, many: 1000, reach: 1),
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
      try await PeopleStore(site.pool).replaceRoles([
        (people[1].account.id, [.learner, .tutor])
      ])
    }
  }
}
