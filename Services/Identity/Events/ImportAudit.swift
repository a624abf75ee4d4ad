internal import Foundation
internal import IdentityDomain
internal import Postgres

/// Writes into the audit log what becomes of an import, in the transaction that makes it true. It is the act of who had
/// it applied or undone, also where a worker carries it out later.
struct ImportAudit: Sendable {
  let record: ImportRecord
  let now: Date
  let connection: PostgresConnection

  /// A row made an account.
  func made(_ account: Account) -> NewAuditEntry {
    entry(.accountCreated, of: account.id, [.roles: account.roles.auditNames])
  }

  /// A row, or undoing it, made `after` of what the account was; `returns` says whether it was suspended until then.
  func changed(_ after: Account, before: Account, returns: Bool = false) -> [NewAuditEntry] {
    var entries: [NewAuditEntry] = []
    let fields = after.changedFields(since: before)
    if !fields.isEmpty {
      entries.append(entry(.accountChanged, of: after.id, [.fields: fields.auditNames]))
    }
    if returns { entries.append(entry(.accountChanged, of: after.id, act: .letInAgain)) }
    if after.roles != before.roles {
      entries.append(entry(.rolesChanged, of: after.id, [.roles: after.roles.auditNames]))
    }
    return entries
  }

  /// Undoing a row suspended the account it had made.
  func suspended(_ account: UUID) -> NewAuditEntry {
    entry(.accountSuspended, of: account)
  }

  /// Writes what was done, in this order.
  func append(_ entries: [NewAuditEntry]) async throws {
    if !entries.isEmpty { try await AuditStore(connection).append(entries) }
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
    let act: AuditAct = applied ? .importApplied : .importUndone
    try await append([entry(.siteChanged, of: nil, act: act, details)])
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
