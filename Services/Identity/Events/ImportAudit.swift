internal import Foundation
internal import IdentityDomain
internal import Postgres

/// Writes into the audit log what becomes of an import, in the transaction that makes it true. It is the act of who had
/// it applied or undone, also where a worker carries it out later.
struct ImportAudit: Sendable {
  let record: ImportRecord
  let now: Date
  let connection: PostgresConnection

  /// Rows made accounts, in this order.
  func made(_ accounts: [Account]) async throws {
    let entries = accounts.map { account in
      let roles = account.roles.sorted().map { "\($0)" }.joined(separator: " ")
      return entry(.accountCreated, of: account.id, [.roles: roles])
    }
    try await AuditStore(connection).append(entries)
  }

  /// A row, or undoing it, made `after` of what the account was; `returns` says whether it was suspended until then.
  func changed(_ after: Account, before: Account, returns: Bool = false) async throws {
    let fields = after.changedFields(since: before)
    if !fields.isEmpty {
      try await write(
        .accountChanged, of: after.id, [.fields: fields.map(\.rawValue).joined(separator: " ")])
    }
    if returns { try await write(.accountChanged, of: after.id, act: .letInAgain) }
    if after.roles != before.roles {
      let roles = after.roles.sorted().map { "\($0)" }.joined(separator: " ")
      try await write(.rolesChanged, of: after.id, [.roles: roles])
    }
  }

  /// Undoing a row suspended the account it had made.
  func suspended(_ account: UUID) async throws {
    try await write(.accountSuspended, of: account)
  }

  /// No row is left: how many accounts the import made and changed, or undoing it suspended and changed back.
  func finished() async throws {
    let tally = try await ImportRowStore(connection).tally(record.id)
    let applied = record.state == .applying
    var details: [AuditDetail: String] = [
      .file: record.fileName, applied ? .created : .suspended: "\(tally.made)",
      applied ? .updated : .restored: "\(tally.changed)",
    ]
    if let home = record.home {
      details[.administration] = try await AdministrationStore(connection).code(of: home)
    }
    try await write(
      .siteChanged, of: nil, act: applied ? .importApplied : .importUndone, details)
  }

  private func write(
    _ event: AuditEvent, of subject: UUID?, act: AuditAct? = nil,
    _ details: [AuditDetail: String] = [:]
  ) async throws {
    try await AuditStore(connection).append(entry(event, of: subject, act: act, details))
  }

  private func entry(
    _ event: AuditEvent, of subject: UUID?, act: AuditAct? = nil,
    _ details: [AuditDetail: String] = [:]
  ) -> NewAuditEntry {
    var details = details
    details[.importing] = record.id.uuidString.lowercased()
    return NewAuditEntry(
      at: now, event: event, act: act, actor: record.orderer ?? record.creator, subject: subject,
      clientAddress: record.orderedFrom, device: "", details: details)
  }
}
