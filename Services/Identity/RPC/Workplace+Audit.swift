internal import Authentication
package import Foundation
package import IdentityDomain
internal import NetworkAddresses
package import Postgres

extension Workplace {
  /// Writes into the audit log what the call being handled does: by whom (the verified caller unless
  /// `actor` says otherwise), to whom, and from which network address. Within a transaction the entry
  /// stands or falls with it.
  package func audit(
    _ event: AuditEvent, of subject: UUID?, by actor: UUID? = nil, device: String = "",
    act: AuditAct? = nil, _ details: [AuditDetail: String] = [:], in database: any StatementRunner
  ) async throws {
    try await AuditStore(database).append(
      auditEntry(event, of: subject, by: actor, device: device, act: act, details))
  }

  /// The same entry, to be written together with others.
  package func auditEntry(
    _ event: AuditEvent, of subject: UUID?, by actor: UUID? = nil, device: String = "",
    act: AuditAct? = nil, _ details: [AuditDetail: String] = [:]
  ) -> NewAuditEntry {
    let origin = CallOrigin.current
    return NewAuditEntry(
      at: now(), event: event, act: act, actor: actor ?? Principal.current?.accountID,
      subject: subject,
      clientAddress: NetworkAddress(origin.clientAddress) == nil ? "" : origin.clientAddress,
      device: device, details: details)
  }
}
