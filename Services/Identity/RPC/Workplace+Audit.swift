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
    let origin = CallOrigin.current
    try await AuditStore(database).append(
      NewAuditEntry(
        at: now(), event: event, act: act, actor: actor ?? Principal.current?.accountID,
        subject: subject,
        clientAddress: NetworkAddress(origin.clientAddress) == nil ? "" : origin.clientAddress,
        device: device, details: details))
  }
}
