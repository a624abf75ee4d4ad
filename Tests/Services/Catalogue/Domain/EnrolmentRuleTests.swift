import CatalogueDomain
import Foundation
import Testing

@Suite("Who may enrol whom")
struct EnrolmentRuleTests {
  private static let home = UUID()
  private static let abroad = UUID()

  @Test("tutors of the course, experts and administrators enrol anybody")
  func anybody() throws {
    let stranger = Self.person(of: Self.abroad)
    let allowed = [
      CourseAccess(roles: [.learner], administration: Self.home, courseRole: .tutor),
      CourseAccess(roles: [.expert], administration: nil, courseRole: nil),
      CourseAccess(roles: [.administrator], administration: nil, courseRole: .learner),
    ]
    for access in allowed {
      #expect(try access.choose(among: [stranger], as: .learner) == stranger)
    }
  }

  @Test("coordinators enrol people of their administration, and see no others")
  func coordinators() throws {
    let access = CourseAccess(
      roles: [.coordinator], administration: Self.home, courseRole: nil)
    let own = Self.person(of: Self.home)
    let stranger = Self.person(of: Self.abroad)

    #expect(try access.choose(among: [stranger, own], as: .learner) == own)
    #expect(throws: EnrolmentRefusal.personNotFound) {
      try access.choose(among: [stranger, Self.person(of: nil)], as: .learner)
    }
  }

  @Test("never reaches across administrations by coordinating, in 100 000 random graphs of roles")
  func scope() {
    var random = RandomNumbers(seed: 20_261_129)
    let homes: [UUID?] = [Self.home, Self.abroad, UUID(), nil]
    let every: [SiteRole] = [.learner, .tutor, .coordinator, .expert, .administrator]
    let parts: [CourseRole?] = [nil, .learner, .tutor]
    var (reached, refused) = (0, 0)
    for _ in 1...100_000 {
      let roles = Set(every.filter { _ in Int.random(in: 0..<4, using: &random) == 0 })
      let own = homes[Int.random(in: 0..<4, using: &random)]
      let part = parts[Int.random(in: 0..<3, using: &random)]
      let target = homes[Int.random(in: 0..<4, using: &random)]
      let access = CourseAccess(roles: roles, administration: own, courseRole: part)
      let anybody = part == .tutor || !roles.isDisjoint(with: [.expert, .administrator])
      let allowed = anybody || (roles.contains(.coordinator) && own != nil && own == target)
      let person = Self.person(of: target)
      let chosen = try? access.choose(among: [person], as: .learner)
      #expect((chosen == person) == allowed)
      #expect(access.enrols.includes(target) == allowed)
      if allowed { reached += 1 } else { refused += 1 }
    }
    #expect(reached > 10_000 && refused > 10_000)
  }

  @Test("a coordinator without an administration enrols nobody")
  func homeless() {
    let access = CourseAccess(roles: [.coordinator], administration: nil, courseRole: nil)

    #expect(throws: EnrolmentRefusal.notAllowed) {
      try access.choose(among: [Self.person(of: nil)], as: .learner)
    }
  }

  @Test("learners enrol nobody, tutors on the site alone neither")
  func learners() {
    for roles: Set<SiteRole> in [[.learner], [.tutor]] {
      let access = CourseAccess(roles: roles, administration: Self.home, courseRole: .learner)
      #expect(throws: EnrolmentRefusal.notAllowed) {
        try access.choose(among: [Self.person(of: Self.home)], as: .learner)
      }
    }
  }

  @Test("a name that several share is refused")
  func namesakes() {
    let access = CourseAccess(roles: [.administrator], administration: nil, courseRole: nil)

    #expect(throws: EnrolmentRefusal.personAmbiguous) {
      try access.choose(
        among: [Self.person(of: Self.home), Self.person(of: Self.abroad)], as: .learner)
    }
  }

  @Test("only who is a tutor on the site can be one in a course")
  func tutors() throws {
    let access = CourseAccess(roles: [.administrator], administration: nil, courseRole: nil)
    let tutor = Self.person(of: Self.home, roles: [.learner, .tutor])

    #expect(try access.choose(among: [tutor], as: .tutor) == tutor)
    #expect(throws: EnrolmentRefusal.notATutor) {
      try access.choose(among: [Self.person(of: Self.home)], as: .tutor)
    }
  }

  @Test("coordinators see outlines but no lessons; strangers see neither")
  func looking() {
    let coordinator = CourseAccess(
      roles: [.coordinator], administration: Self.home, courseRole: nil)
    let stranger = CourseAccess(roles: [.learner, .tutor], administration: nil, courseRole: nil)
    let learner = CourseAccess(roles: [.learner], administration: nil, courseRole: .learner)

    #expect(coordinator.seesOutline && !coordinator.seesContent)
    #expect(!stranger.seesOutline && !stranger.seesContent)
    #expect(learner.seesOutline && learner.seesContent)
  }

  @Test("enrolling again changes nothing, and every change counts")
  func versions() {
    let start = Date(timeIntervalSince1970: 0)
    var enrolment = Enrolment(
      id: UUID(), course: UUID(), account: UUID(), role: .learner, active: false, version: 0,
      since: start)
    let later = start.addingTimeInterval(60)

    let changes = [
      enrolment.begin(as: .learner, at: later),
      enrolment.begin(as: .learner, at: later.addingTimeInterval(60)),
      enrolment.begin(as: .tutor, at: later.addingTimeInterval(60)),
    ]
    #expect(enrolment.since == later, "a change of role is no new beginning")
    let ends = [enrolment.end(), enrolment.end()]
    #expect(changes == [true, false, true])
    #expect(ends == [true, false])
    #expect(enrolment.version == 3)
  }

  private static func person(
    of administration: UUID?, roles: Set<SiteRole> = [.learner]
  ) -> Person {
    Person(
      id: UUID(), username: "sam", email: "sam@example.org", name: "Sam",
      administration: administration, language: "en", roles: roles)
  }
}
