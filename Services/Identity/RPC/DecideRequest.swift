internal import Foundation
internal import GRPCCore
internal import IdentityDomain
internal import Postgres
internal import Problems

/// Decides a request for an account, once: the lock on its row lets one of several coordinators through.
struct DecideRequest: Sendable {
  static let unknown = Refusal(.notFound, "REQUEST_UNKNOWN")

  private let work: Workplace
  private let caretaker: Caretaker

  init(_ work: Workplace, by caretaker: Caretaker) {
    self.work = work
    self.caretaker = caretaker
  }

  /// Makes the account with its mail, and writes the decision in the same transaction.
  func approve(_ id: String, as username: Username) async throws -> Account {
    guard let id = UUID(uuidString: id),
      let request = try await ApplicationStore(work.pool).find(id),
      caretaker.sees(request.administration)
    else { throw Self.unknown }
    let creation: AccountCreation
    do throws(AccountCreationError) {
      creation = try AccountCreation(
        name: request.name, username: username.text, email: request.email,
        language: request.language, administration: request.administration, by: .administrator)
    } catch { throw Refusal(error) }
    return try await OpenAccount(work)(
      creation, mailed: true, in: caretaker.scope
    ) { account, connection in
      _ = try await waiting(id, in: connection)
      try await ApplicationStore(connection).decide(
        id, .approved, by: caretaker.account, account: account.id, now: work.now())
      try await note(.accountRequestApproved, request, of: account.id, in: connection)
    }
  }

  /// Has the person told why not.
  func refuse(_ id: String, _ reason: FreeText) async throws {
    guard let id = UUID(uuidString: id) else { throw Self.unknown }
    let now = work.now()
    try await work.pool.writing(in: caretaker.scope) { connection in
      let request = try await waiting(id, in: connection)
      try await ApplicationStore(connection).decide(
        id, .refused, by: caretaker.account, refusal: reason.text, now: now)
      try await note(
        .accountRequestRefused, request, [.reasonLength: "\(reason.text.count)"],
        in: connection)
      try await RequestEvents.refused(request, reason, now: now, in: connection)
    }
  }

  /// The audit log keeps the length of a reason and not its words, which may speak of the person.
  private func note(
    _ act: AuditAct, _ request: ApplicationRow, of account: UUID? = nil,
    _ more: [AuditDetail: String] = [:], in connection: PostgresConnection
  ) async throws {
    var details = more
    details[.request] = request.id.uuidString.lowercased()
    details[.administration] =
      try await AdministrationStore(connection).code(of: request.administration)
    try await work.audit(.siteChanged, of: account, act: act, details, in: connection)
  }

  private func waiting(
    _ id: UUID, in connection: PostgresConnection
  ) async throws -> ApplicationRow {
    guard let request = try await ApplicationStore(connection).lock(id),
      caretaker.sees(request.administration)
    else { throw Self.unknown }
    guard request.state == .waiting else {
      throw Refusal(.failedPrecondition, "REQUEST_DECIDED")
    }
    return request
  }
}
