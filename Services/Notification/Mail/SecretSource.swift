package import Foundation
package import NotificationDomain

/// Where the secret of a mail comes from at the moment it is sent. It is never kept.
package struct SecretSource: Sendable {
  /// Reveals which secret of an account's.
  package let reveal:
    @Sendable (_ secret: MailSecret, _ accountID: UUID, _ serial: Int64) async throws -> String

  package init(
    reveal: @escaping @Sendable (MailSecret, UUID, Int64) async throws -> String
  ) {
    self.reveal = reveal
  }
}

/// The secret was used, replaced, or is too old.
package struct SecretOutdated: Error {
  package init() {}
}
