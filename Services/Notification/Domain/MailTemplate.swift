/// The mails this service writes. The names are in the database and in the message catalogues.
package enum MailTemplate: String, CaseIterable, Sendable {
  /// A new account's username, temporary password and link.
  case newAccount = "new_account"
  /// A link to choose a new password.
  case passwordReset = "password_reset"
  /// Word that a password was changed.
  case passwordChanged = "password_changed"
  /// Word of a certificate, and the link to it.
  case certificateIssued = "certificate_issued"

  /// The secret a mail carries, asked for at the moment it is sent.
  package var secret: MailSecret? {
    switch self {
    case .newAccount: .temporaryPassword
    case .passwordReset: .resetToken
    case .passwordChanged, .certificateIssued: nil
    }
  }
}

/// A secret that a mail carries and this service never keeps.
package enum MailSecret: Sendable {
  case temporaryPassword
  case resetToken
}
