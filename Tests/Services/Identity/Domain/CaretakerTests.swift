import Foundation
import IdentityDomain
import Testing

/// The same numbers at every run, so that a failure can be looked into.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite("Who looks after whom")
struct CaretakerTests {
  static let administrations = (0..<5).map { _ in UUID() }

  static func person(_ dice: inout Dice) -> Account {
    let roles = Set(SiteRole.allCases.filter { _ in Int.random(in: 0..<4, using: &dice) == 0 })
    return Account(
      id: UUID(), username: "u", email: "u@example.org", name: "U", language: "en",
      administration: administrations.randomElement(using: &dice).flatMap {
        Bool.random(using: &dice) ? $0 : nil
      }, roles: roles.union([.learner]), city: "", country: "", timeZone: "UTC", description: "",
      profileConfirmed: true, version: 1, createdAt: Date(timeIntervalSince1970: 0))
  }

  /// Why one of the changes is refused; nil when it is not.
  static func refusal(
    of call: Int, by caretaker: Caretaker, on person: Account
  ) -> CareRefusal? {
    do throws(CareRefusal) {
      switch call {
      case 0: try caretaker.checkChange(of: person)
      case 1: try caretaker.checkRoles([.learner, .tutor], for: person)
      default: try caretaker.checkMove(of: person, to: administrations[0])
      }
      return nil
    } catch { return error }
  }

  @Test("never reaches across administrations, in 100 000 random graphs of roles")
  func scope() throws {
    var dice = Dice(state: 20_261_124)
    var (reached, refused) = (0, 0)
    for _ in 1...100_000 {
      let (caller, other) = (Self.person(&dice), Self.person(&dice))
      let caretaker = try? Caretaker(
        account: caller.id, roles: caller.roles, administration: caller.administration)
      let reach =
        caller.roles.contains(.administrator)
        || caller.roles.contains(.coordinator) && caller.administration != nil
          && caller.administration == other.administration
      #expect((caretaker?.sees(other.administration) ?? false) == reach)
      guard let caretaker else { continue }
      for call in 0..<3 {
        switch Self.refusal(of: call, by: caretaker, on: other) {
        case nil:
          reached += 1
          #expect(reach)
        case let error?:
          refused += 1
          #expect(reach || error == .unknownAccount)
        }
      }
    }
    #expect(reached > 10_000 && refused > 10_000)
  }

  @Test("gives nobody more than a coordinator may give")
  func ranks() throws {
    var dice = Dice(state: 7)
    let own = Self.administrations[0]
    for _ in 1...10_000 {
      var person = Self.person(&dice)
      person.administration = own
      let caretaker = try Caretaker(
        account: UUID(), roles: [.learner, .coordinator], administration: own)
      let wanted = Self.person(&dice).roles
      guard (try? caretaker.checkRoles(wanted, for: person)) != nil else { continue }
      #expect(person.roles.isDisjoint(with: [.administrator, .coordinator]))
      #expect(wanted.subtracting(person.roles).isSubset(of: [.tutor]))
      #expect(person.roles.subtracting(wanted).isSubset(of: [.tutor]))
    }
  }

  @Test("is a coordinator of an administration, or an administrator")
  func made() {
    let own = Self.administrations[0]
    func refusal(_ roles: Set<SiteRole>, _ administration: UUID?) -> CareRefusal? {
      do throws(CareRefusal) {
        _ = try Caretaker(account: UUID(), roles: roles, administration: administration)
        return nil
      } catch { return error }
    }
    #expect(refusal([.learner, .tutor, .expert], own) == .notAllowed)
    #expect(refusal([.coordinator], nil) == .noAdministration)
    #expect(refusal([.coordinator], own) == nil)
    #expect(refusal([.administrator], nil) == nil)
  }
}

@Suite("A search for people")
struct PeopleSearchTests {
  @Test("goes by the longest words first, folded and once each")
  func words() {
    #expect(
      PeopleSearch("  José  PENA jose \n diallo-ndiaye").beginnings == [
        "diallo-ndiaye", "jose", "pena",
      ])
    #expect(PeopleSearch(" ").beginnings.isEmpty)
    #expect(PeopleSearch("a b c d e f g h").beginnings.count == PeopleSearch.mostWords)
  }

  @Test("keeps its place in a list, and takes no other text for one")
  func positions() throws {
    var dice = Dice(state: 3)
    var person = CaretakerTests.person(&dice)
    person.name = "هرمس بن عبد الله"
    for order in PeopleOrder.allCases {
      let position = PeoplePosition(person, in: order)
      #expect(try PeoplePosition(position.bytes, in: order) == position)
      for other in PeopleOrder.allCases where other != order {
        #expect(throws: FieldFault.invalidPageToken) {
          try PeoplePosition(position.bytes, in: other)
        }
      }
      #expect(throws: FieldFault.invalidPageToken) {
        try PeoplePosition(Array(position.bytes.prefix(9)), in: order)
      }
    }
  }
}
