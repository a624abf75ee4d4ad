/// The mails this service writes. The names are in the database and in the message catalogues.
package enum MailTemplate: String, CaseIterable, Sendable {
  /// A new account's username, temporary password and link.
  case newAccount = "new_account"
  /// Word that the temporary password of somebody who never logged in ends soon.
  case invitationReminder = "invitation_reminder"
  /// A link to choose a new password.
  case passwordReset = "password_reset"
  /// Word that a password was changed.
  case passwordChanged = "password_changed"
  /// Word, to the address before, that mail goes to another one.
  case emailChanged = "email_changed"
  /// Word that the person's data is to be erased, and until when that can be taken back.
  case erasureRequested = "erasure_requested"
  /// Word of a certificate, and the link to it.
  case certificateIssued = "certificate_issued"
  /// Word that a certificate was taken back, and why.
  case certificateRevoked = "certificate_revoked"

  /// Word, for who may decide, that somebody asks for an account.
  case accountRequested = "account_requested"
  /// Word that a request for an account was refused, and why.
  case accountRequestRefused = "account_request_refused"

  /// The secret a mail carries, asked for at the moment it is sent.
  package var secret: MailSecret? {
    switch self {
    case .newAccount, .invitationReminder: .temporaryPassword
    case .passwordReset: .resetToken
    case .passwordChanged, .emailChanged, .erasureRequested, .certificateIssued,
      .certificateRevoked, .accountRequested, .accountRequestRefused:
      nil
    }
  }

  /// Whether it goes out even to an address that has failed too often: without it nobody gets in, or
  /// nobody hears that somebody else did.
  package var isEssential: Bool {
    switch self {
    case .newAccount, .passwordReset, .passwordChanged, .emailChanged, .erasureRequested: true
    case .certificateIssued, .certificateRevoked, .invitationReminder, .accountRequested,
      .accountRequestRefused:
      false
    }
  }

  /// Whether it reminds of something, and who gets it may want no more of its kind.
  package var isReminder: Bool { self == .invitationReminder }
}

/// A secret that a mail carries and this service never keeps.
package enum MailSecret: Sendable {
  case temporaryPassword
  case resetToken
}
