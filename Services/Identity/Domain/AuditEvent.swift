/// What is written into the audit log, by the names of OWASP's Logging Vocabulary.
package enum AuditEvent: String, CaseIterable, Sendable {
  case signedIn = "authn_login_success"
  case signInFailed = "authn_login_fail"
  /// Failures have become so many that the next tries have to wait.
  case signInSlowed = "authn_login_lock"
  case passwordChanged = "authn_password_change"
  case passwordChangeFailed = "authn_password_change_fail"
  /// A second factor was set up.
  case factorCreated = "authn_token_created"
  /// A second factor was taken off.
  case factorRemoved = "authn_token_delete"
  /// A session was ended before its time.
  case sessionEnded = "authn_token_revoked"
  case accountCreated = "user_created"
  case accountChanged = "user_updated"
  case accountSuspended = "user_archived"
  /// Roles were given or taken.
  case rolesChanged = "privilege_permissions_changed"
  /// An act of staff or of the operator's command beyond one account; its details say which.
  case siteChanged = "authz_admin"
  /// A file was taken in.
  case fileUploaded = "upload_complete"
  /// Staff looked at the record of one person, or somebody took a copy of their own.
  case recordRead = "sensitive_read"
}
