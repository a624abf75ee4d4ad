import Authentication
import Foundation
import IdentityContract
import IdentityDomain
import Postgres
import Testing

@testable import identity

extension WritingScopeTests {
  /// Every statement that writes.
  static var attempts: [(String, Attempt)] {
    accountAttempts + credentialAttempts + sessionAttempts + importAttempts + otherAttempts
      + plainAttempts
  }

  private static var accountAttempts: [(String, Attempt)] {
    [
      ("a new account", { try await AccountStore($1).insert([$0.another], events: 1) }),
      (
        "a role",
        {
          var account = $0.account
          account.roles = [.tutor]
          try await AccountStore($1).insertRoles(of: [account])
        }
      ),
      (
        "what an import changes",
        {
          _ = try await AccountStore($1).update(
            imported: [($0.changed, $0.version)], now: $0.now)
        }
      ),
      (
        "a profile",
        { _ = try await AccountStore($1).update($0.changed, ifVersion: $0.version, now: $0.now) }
      ),
      (
        "event versions", { _ = try await AccountStore($1).takeEventVersions([($0.account.id, 1)]) }
      ),
      (
        "a suspension",
        { try await PeopleStore($1).suspend([$0.account.id], since: $0.now, now: $0.now) }
      ),
      (
        "a name",
        { _ = try await PeopleStore($1).update($0.changed, ifVersion: $0.version, now: $0.now) }
      ),
      ("other roles", { try await PeopleStore($1).replaceRoles([($0.account.id, [.expert])]) }),
      (
        "a photo",
        {
          let photo = try Photo(
            large: String(repeating: "a", count: 64), small: String(repeating: "b", count: 64))
          _ = try await PhotoStore($1).replace(photo, of: $0.account.id, now: $0.now)
        }
      ),
    ]
  }

  private static var credentialAttempts: [(String, Attempt)] {
    [
      (
        "a password",
        { try await CredentialStore($1).replace($0.account.id, with: $0.hash, now: $0.now) }
      ),
      (
        "a temporary password",
        { owned, connection in
          let next = Credential.derived(owned.account.id, serial: 9, now: owned.now)
          try await CredentialStore(connection).reissue(next, now: owned.now)
        }
      ),
      ("a hash", { try await CredentialStore($1).rehash($0.account.id, to: $0.hash) }),
      (
        "a reset serial",
        { _ = try await CredentialStore($1).takeResetSerial($0.account.id) }
      ),
      (
        "a reset link",
        { owned, connection in
          let token = ResetToken(
            account: owned.account.id, serial: 77, expiresAt: owned.now, endedAt: nil)
          try await ResetTokenStore(connection).insert(
            token, hash: [UInt8](repeating: 7, count: 32), now: owned.now)
        }
      ),
      (
        "the end of reset links",
        { try await ResetTokenStore($1).endAll([$0.account.id], now: $0.now) }
      ),
      (
        "a mail",
        { try await ResetRequestStore($1).insertMail(to: $0.account.id, from: nil, now: $0.now) }
      ),
      (
        "the key of a second factor",
        { try await SecondFactorStore($1).put([1, 2, 3], of: $0.account.id, now: $0.now) }
      ),
      (
        "recovery codes",
        {
          try await SecondFactorStore($1).putRecoveryCodes(
            [[UInt8](repeating: 1, count: 32)], of: $0.account.id)
        }
      ),
      (
        "the end of a second factor",
        { _ = try await SecondFactorStore($1).remove($0.factored) }
      ),
    ]
  }

  private static var sessionAttempts: [(String, Attempt)] {
    [
      (
        "a session",
        { owned, connection in
          try await SessionStore(connection).insert(
            NewSession(
              id: UUID(), account: owned.account.id,
              tokenHash: [UInt8](repeating: 9, count: 32), createdAt: owned.now))
        }
      ),
      ("a session's life", { try await SessionStore($1).touch([$0.session: $0.later]) }),
      (
        "the end of a session",
        { _ = try await SessionStore($1).end($0.session, of: $0.account.id, now: $0.now) }
      ),
      (
        "the end of all sessions",
        { _ = try await SessionStore($1).endAll($0.account.id, except: nil, now: $0.now) }
      ),
    ]
  }

  private static var importAttempts: [(String, Attempt)] {
    [
      (
        "an import",
        { owned, connection in
          try await ImportStore(connection).insert(
            UUID(),
            by: Caretaker(
              account: owned.account.id, scope: .administration(owned.administration)),
            home: owned.administration, language: .english, fileName: "x", mailed: true,
            content: [1], now: owned.now)
        }
      ),
      (
        "an import's state",
        { try await ImportStore($1).enter(.undoing, $0.imported, total: 3, now: $0.now) }
      ),
      (
        "who ordered an import",
        { try await ImportStore($1).order($0.imported, by: UUID(), from: "") }
      ),
      (
        "an import's progress",
        { try await ImportStore($1).advance($0.imported, by: 1, until: $0.later) }
      ),
      (
        "an import's claim",
        { owned, connection in
          try await ImportStore(connection).enter(.applying, owned.imported, now: owned.now)
          _ = try await ImportStore(connection).claim(now: owned.later, until: owned.later)
        }
      ),
      (
        "a row",
        {
          let row = CheckedRow(decision: ImportDecision(fault: ImportRowFault("name", "REQUIRED")))
          try await ImportRowStore($1).insert([(900, ["a"], row)], of: $0.imported)
        }
      ),
      (
        "a row's account",
        {
          let applied = AppliedRow(number: 1, account: $0.account, before: ImportWish($0.account))
          try await ImportRowStore($1).apply([applied], of: $0.imported)
        }
      ),
      (
        "a row's fault",
        { try await ImportRowStore($1).fail([(1, ImportRowFault("name", "X"))], of: $0.imported) }
      ),
      (
        "a row undone",
        {
          try await ImportRowStore($1).undo([UndoneRow(number: 1, reverted: true)], of: $0.imported)
        }
      ),
      (
        "slips",
        { _ = try await SlipStore($1).reissue([$0.account.id], until: $0.later, now: $0.now) }
      ),
    ]
  }

  private static var otherAttempts: [(String, Attempt)] {
    [
      (
        "a request",
        { owned, connection in
          let application = try AccountApplication(
            name: "New Person", email: "new.person@example.org",
            administration: owned.administration.uuidString, language: "fr", reason: "Work")
          _ = try await ApplicationStore(connection).insert(
            application, id: UUID(), from: nil, now: owned.now)
        }
      ),
      (
        "a decision",
        {
          try await ApplicationStore($1).decide(
            $0.request, .refused, by: UUID(), refusal: "No", now: $0.now)
        }
      ),
      (
        "a quota",
        {
          _ = try await RegisterStore($1).update(
            try AdministrationCode("SN"), region: nil, quota: 44)
        }
      ),
      (
        "an administration's name",
        { try await AdministrationStore($1).put(name: "X", .english, of: $0.administration) }
      ),
      (
        "a request for erasure",
        {
          _ = try await ErasureStore($1).request(
            $0.account.id, reason: "", now: $0.now, finalAt: $0.later)
        }
      ),
    ]
  }

  /// Statements no store has, as a mistake might write them.
  private static var plainAttempts: [(String, Attempt)] {
    let statements = [
      "update accounts set name = 'X' where administration_id = $id",
      "update account_words set word = 'x' where administration_id = $id and word = 'diallo'",
      "delete from account_words where administration_id = $id",
      "update credentials set temporary_serial = temporary_serial + 1",
      "update sessions set ended_at = now()", "delete from sessions",
      "delete from account_roles", "delete from recovery_codes", "delete from import_rows",
      "delete from reset_tokens", "delete from account_requests",
      "update account_requests set name = 'X'", "update imports set file_name = 'X'",
      "update administrations set quota = 77 where id = $id",
      "delete from administration_names where administration_id = $id",
    ]
    return statements.map { statement in
      (
        statement,
        { owned, connection in
          let text = statement.replacing("$id", with: "'\(owned.administration)'")
          try await connection.query("\(unsafeSQL: text)")
        }
      )
    }
  }
}
