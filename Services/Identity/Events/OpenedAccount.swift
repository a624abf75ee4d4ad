package import Foundation
package import IdentityDomain
package import Postgres

/// A new account with its first temporary password, which is derived from a serial whenever it is needed.
package struct OpenedAccount: Sendable {
  package let account: Account
  package let credential: Credential
  /// Whether the temporary password goes out by mail.
  package let isMailed: Bool

  package init(_ account: Account, secrets: SecretDeriver, isMailed: Bool, now: Date) throws {
    self.account = account
    let serial = try secrets.temporarySerial(from: 1, of: account)
    credential = .derived(account.id, serial: serial, now: now)
    self.isMailed = isMailed
  }

  /// Writes accounts with roles, credentials and events in the order given, with one statement a table: an import has
  /// thousands. Throws a violation of ``AccountStore/usernameKey``, ``AccountStore/administrationKey`` or
  /// ``RegisterStore/quotaKey``; the transaction is over then.
  package static func write(
    _ opened: [OpenedAccount], now: Date, in connection: PostgresConnection
  ) async throws {
    let accounts = opened.map(\.account)
    try await AccountStore(connection).insert(accounts, events: 1)
    try await AccountStore(connection).insertRoles(of: accounts)
    try await CredentialStore(connection).insert(opened.map(\.credential), now: now)
    try await AccountEvents.appendFirst(opened, now: now, in: connection)
  }
}
