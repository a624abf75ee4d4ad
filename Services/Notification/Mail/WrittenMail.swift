package import NotificationDomain

/// A mail as it goes to the relay.
package struct WrittenMail: Sendable {
  /// From header to last line, signed.
  let bytes: [UInt8]
  /// The envelope's sender.
  let returnPath: String
  /// The envelope's only recipient.
  let recipient: String
  /// What it carries and no answer may quote; empty for none.
  let secret: String
}

/// What comes of preparing a mail, for which the relay is not asked.
package enum MailPreparation: Sendable {
  /// It can go to the relay.
  case ready(WrittenMail)
  /// The try ends here.
  case ended(DeliveryOutcome)
}
