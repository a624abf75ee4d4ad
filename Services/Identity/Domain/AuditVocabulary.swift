/// What exactly was done, where an event's name does not say it. The log keeps the raw value, pages have words for each.
package enum AuditAct: String, CaseIterable, Sendable {
  case letInAgain = "let in again"
  case renamed
  case moved
  case profileSent = "profile sent"
  case photoChanged = "photo changed"
  case photoRemoved = "photo removed"
  case invitationSent = "invitation sent"
  case resetLinkSent = "reset link sent"
  case mailLetGoAgain = "mail let go again"
  case slipMade = "slip made"
  case erasureAsked = "erasure asked"
  case erasureCancelled = "erasure cancelled"
  case erasureRefused = "erasure refused"
  case accountErased = "account erased"
  case dataExported = "data exported"
  case policyPublished = "policy published"
  case policyDraftChanged = "policy draft changed"
  case policyDocumentMade = "policy document made"
  case policyDocumentChanged = "policy document changed"
  case administrationChanged = "administration changed"
  case administrationNamed = "administration named"
  case administrationsLoaded = "administrations loaded"
  case accountsLoaded = "accounts loaded"
  case accountRequestApproved = "account request approved"
  case accountRequestRefused = "account request refused"
  case importSent = "import sent"
  case importApplied = "import applied"
  case importUndone = "import undone"
}

/// What an entry tells besides its act; the log keeps the raw values as names, pages have words for each.
package enum AuditDetail: String, CaseIterable, Sendable {
  /// Names of ``AccountField``, never their values.
  case fields
  /// Names of ``SiteRole``.
  case roles
  /// The call that showed a record.
  case method
  /// Codes of administrations.
  case from, to, administration
  case quota
  /// The name of a ``Region``; empty when none.
  case region
  /// The short name of a policy document.
  case document
  case version
  case language
  /// ``AuditWord``s.
  case reason, way, kind
  /// Of how many characters; the words themselves may speak of the person.
  case reasonLength = "reason_length"
  /// What follows the @ of an address that is nobody's.
  case domain
  /// The name of a file.
  case file
  /// How many accounts or administrations.
  case created, updated, suspended, restored, given, made
  /// Ids.
  case session, request
  case importing = "import"
}

extension Set<SiteRole> {
  /// The roles as ``AuditDetail/roles`` keeps them.
  package var auditNames: String { sorted().map { "\($0)" }.joined(separator: " ") }
}

extension [AccountField] {
  /// The fields as ``AuditDetail/fields`` keeps them.
  package var auditNames: String { map(\.rawValue).joined(separator: " ") }
}

/// The words that are values of details.
package enum AuditWord: String, CaseIterable, Sendable {
  // How a password was changed, or a link asked for.
  case own
  case link
  case lostPassword = "lost password"
  // What the second step was, or that it is still to come.
  case appCode = "app code"
  case codeDue = "code due"
  // What was set up, or used instead of the phone.
  case recoveryCode = "recovery code"
  case recoveryCodes = "recovery codes"
  // Why nobody was let in.
  case code
  case password
  case expired
  case suspended
}
