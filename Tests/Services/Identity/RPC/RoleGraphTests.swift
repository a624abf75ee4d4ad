import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import IdentityContract
import Postgres
import SwiftProtobuf
import Testing

@testable import identity

@Suite("People and roles dealt at random")
struct RoleGraphTests {
  /// Calls of one graph.
  private static let round = 50
  /// `CLIKC_TEST_CALLS` asks for more.
  private static let calls =
    ProcessInfo.processInfo.environment["CLIKC_TEST_CALLS"].flatMap { Int($0) } ?? 1_000

  @Test("a call reaches whom its caller looks after and nobody else, whoever calls for whom")
  func calls() async throws {
    try await Site.open { site in
      var dice = SystemRandomNumberGenerator()
      var administrations: [UUID] = []
      for code in ["KE", "SN", "BE"] {
        administrations.append(try await site.administration(code))
      }
      var accounts: [(id: UUID, username: String)] = []
      for number in 1...24 {
        // No username begins like another, or a search for one would find both.
        let made = try await site.newcomer("officer\(10 + number)", of: administrations[0])
        accounts.append((made.id, made.account.username))
      }
      var outcomes: [String: Int] = [:]
      for _ in 0..<max(1, Self.calls / Self.round) {
        let graph = RoleGraph(of: accounts, among: administrations, using: &dice)
        try await graph.write(to: site.pool)
        for _ in 0..<Self.round {
          let call = try #require(GraphCall.allCases.randomElement(using: &dice))
          let caller = try #require(graph.people.randomElement(using: &dice))
          let target = try #require(graph.people.randomElement(using: &dice))
          let reached = try await site.make(call, by: caller, for: target, in: graph)
          let expected = call.reaches(target, by: caller, in: graph)
          #expect(reached == expected, "\(call) by \(caller) for \(target)")
          outcomes["\(call) \(reached.isEmpty)", default: 0] += 1
        }
      }
      // A rule that lets nobody through, or everybody, would show nothing.
      let kinds = GraphCall.allCases.count
      #expect(outcomes.count == 2 * kinds, "\(outcomes)")
    }
  }
}

/// What is called.
enum GraphCall: CaseIterable {
  case get, list, listOfAdministration, listOfName, listAccounts, suspend, setRoles, endSessions

  /// Who should be reached.
  func reaches(
    _ target: RoleGraph.Somebody, by caller: RoleGraph.Somebody, in graph: RoleGraph
  ) -> Set<UUID> {
    let seen = graph.people.filter { caller.sees($0) }
    switch self {
    case .get: return caller.sees(target) ? [target.id] : []
    case .list, .listAccounts: return Set(seen.map(\.id))
    case .listOfAdministration:
      guard let administration = target.administration else { return Set(seen.map(\.id)) }
      return Set(seen.filter { $0.administration == administration }.map(\.id))
    case .listOfName: return Set(seen.filter { $0.username == target.username }.map(\.id))
    case .suspend, .setRoles: return caller.changes(target) ? [target.id] : []
    case .endSessions: return caller.roles.contains(.administrator) ? [target.id] : []
    }
  }
}

extension Site {
  /// Makes a call and leaves everything as it was; whom it reached, nobody when it is refused.
  fileprivate func make(
    _ call: GraphCall, by caller: RoleGraph.Somebody, for target: RoleGraph.Somebody,
    in graph: RoleGraph
  ) async throws -> Set<UUID> {
    let principal = Principal(
      accountID: caller.id, sessionID: UUID(), roles: caller.roles,
      administrationID: caller.administration, language: "en", name: "Somebody")
    do {
      let reached = try await acting(as: principal) { try await reach(target, by: call) }
      return Set(reached.compactMap { UUID(uuidString: $0) })
    } catch let error as RPCError
      where [.permissionDenied, .notFound, .failedPrecondition].contains(error.code)
    {
      // Not a caretaker; not theirs, or protected; a coordinator of no administration.
      return []
    }
  }

  private func reach(
    _ target: RoleGraph.Somebody, by call: GraphCall
  ) async throws -> [String] {
    let id = target.id.uuidString
    switch call {
    case .get: return [try await people.getPerson(.with { $0.accountID = id }).person.account.id]
    case .list: return try await listed { $0.query = "" }
    case .listOfAdministration:
      return try await listed { $0.administrationID = target.administration?.uuidString ?? "" }
    case .listOfName: return try await listed { $0.query = target.username }
    case .listAccounts:
      return try await accounts.listAccounts(.with { $0.pageSize = 200 }).accounts.map(\.id)
    case .suspend: return [try await suspendAndBack(target)]
    case .setRoles: return [try await tutorAndBack(target)]
    case .endSessions:
      _ = try await security.endPersonSessions(.with { $0.accountID = id })
      return [id]
    }
  }

  private func listed(
    _ narrow: (inout Clikc_Identity_V1_ListPeopleRequest) -> Void
  ) async throws -> [String] {
    try await people.listPeople(
      .with {
        $0.pageSize = 200
        narrow(&$0)
      }
    ).people.map(\.account.id)
  }

  private func suspendAndBack(_ target: RoleGraph.Somebody) async throws -> String {
    let id = target.id.uuidString
    if target.isSuspended {
      _ = try await people.reactivatePerson(.with { $0.accountID = id })
      return try await people.suspendPerson(.with { $0.accountID = id }).person.account.id
    }
    _ = try await people.suspendPerson(.with { $0.accountID = id })
    return try await people.reactivatePerson(.with { $0.accountID = id }).person.account.id
  }

  /// Makes somebody a tutor, or no tutor any more, and takes that back.
  private func tutorAndBack(_ target: RoleGraph.Somebody) async throws -> String {
    let version = try await people.getPerson(
      .with { $0.accountID = target.id.uuidString }
    ).person.account.version
    let changed = try await setRoles(target.roles.symmetricDifference([.tutor]), target, version)
    return try await setRoles(target.roles, target, changed.version).id
  }

  private func setRoles(
    _ roles: Set<Role>, _ target: RoleGraph.Somebody, _ version: Int64
  ) async throws -> Clikc_Identity_V1_Account {
    try await people.setRoles(
      .with {
        $0.accountID = target.id.uuidString
        $0.roles = roles.compactMap { .init(rawValue: $0.rawValue) }
        $0.version = version
      }
    ).person.account
  }
}
