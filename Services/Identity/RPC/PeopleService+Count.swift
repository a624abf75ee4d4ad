internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// How many people there are.
extension PeopleService {
  package func countPeople(
    request: Clikc_Identity_V1_CountPeopleRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_CountPeopleResponse {
    let caretaker = try Caretaker.required()
    guard let scope = try scope(of: request, by: caretaker) else {
      return Clikc_Identity_V1_CountPeopleResponse()
    }
    let counts = try await work.pool.reading(in: caretaker.scope) { database in
      try await PeopleCounts(of: scope).read(database)
    }
    let register = try await RegisterStore(work.pool).list()
    return .with { $0.counts = Clikc_Identity_V1_PeopleCount.all(counts, register) }
  }

  /// Whose people are counted; nil when none of them are the caretaker's.
  private func scope(
    of request: Clikc_Identity_V1_CountPeopleRequest, by caretaker: Caretaker
  ) throws -> Caretaker.Scope? {
    guard !request.administrationID.isEmpty else { return caretaker.scope }
    guard let asked = UUID(uuidString: request.administrationID) else {
      throw Refusal.fields(["administration_id": .unknownAdministration])
    }
    return caretaker.sees(asked) ? .administration(asked) : nil
  }
}

extension Clikc_Identity_V1_PeopleCount {
  /// By code; those without an administration last.
  fileprivate static func all(_ counts: [PeopleCount], _ register: [RegisterRow]) -> [Self] {
    let byID = Dictionary(register.map { ($0.administration.id, $0) }) { first, _ in first }
    return counts.map { count in Self(count, count.administration.flatMap { byID[$0] }) }
      .sorted { ($0.code.isEmpty ? "~" : $0.code) < ($1.code.isEmpty ? "~" : $1.code) }
  }

  private init(_ count: PeopleCount, _ row: RegisterRow?) {
    self = .with {
      $0.administrationID = count.administration?.wireText ?? ""
      $0.code = row?.administration.code ?? ""
      $0.names = row?.administration.names ?? [:]
      $0.quota = Int32(clamping: row?.quota ?? 0)
      $0.waiting = Int32(clamping: count.states[.waiting] ?? 0)
      $0.active = Int32(clamping: count.states[.active] ?? 0)
      $0.suspended = Int32(clamping: count.states[.suspended] ?? 0)
    }
  }
}
