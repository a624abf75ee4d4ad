import Foundation
package import NotificationDomain
package import ServiceRuntime

/// Which relay takes our mail, and how it is spoken to.
package struct SMTPConfiguration: Sendable {
  /// `smtp://host:port/name` or `smtps://…`; libcurl takes the path for the name we greet with.
  package let url: String
  /// Who sends: the From header.
  package let sender: MailAddress
  /// Where mail that cannot be delivered returns to; nil for the sender.
  package let returnPath: ReturnPath?
  /// Whether an `smtp` connection must be encrypted by STARTTLS; certificates are always verified.
  package let requiresTLS: Bool
  /// Empty when the relay wants no name and password.
  package let user: String
  package let password: String
  /// A file of certificates to trust in place of the system's; empty for the system's.
  package let certificateFile: String
  /// No wait for the relay is longer than so many seconds; those of `SMTPStage` are at most ten
  /// minutes.
  package let answerTimeout: Int
  /// How many mails are sent at the same time.
  package let connections: Int

  package init(
    url: String, sender: MailAddress, returnPath: ReturnPath? = nil, requiresTLS: Bool,
    user: String = "", password: String = "", certificateFile: String = "",
    answerTimeout: Int = 600, connections: Int = 2
  ) {
    self.url = url
    self.sender = sender
    self.returnPath = returnPath
    self.requiresTLS = requiresTLS
    self.user = user
    self.password = password
    self.certificateFile = certificateFile
    self.answerTimeout = answerTimeout
    self.connections = connections
  }

  /// Reads CLIKC_SMTP_… and CLIKC_MAIL_FROM. Only a relay on this machine may go without TLS
  /// unless CLIKC_SMTP_STARTTLS says otherwise.
  package init(_ settings: Settings) throws(SettingError) {
    let url = try settings.url("SMTP_URL", schemes: ["smtp", "smtps"])
    let text = try settings.text("MAIL_FROM")
    guard let sender = try? MailAddress(text, name: "CLiKC!") else {
      throw SettingError("MAIL_FROM", "must be an e-mail address, such as noreply@example.org")
    }
    let host = url.host() ?? ""
    let isLocal = ["localhost", "127.0.0.1", "::1"].contains(host)
    let user = try settings.text("SMTP_USER", default: "")
    let authority = url.port.map { "\(host):\($0)" } ?? host
    self.init(
      url: "\(url.scheme ?? "smtp")://\(authority)/\(sender.domain)", sender: sender,
      returnPath: try Self.returnPath(settings),
      requiresTLS: try settings.flag("SMTP_STARTTLS", default: !isLocal), user: user,
      password: user.isEmpty ? "" : try settings.secret("SMTP_PASSWORD", minimumBytes: 1),
      certificateFile: try settings.text("SMTP_CA_FILE", default: ""),
      answerTimeout: try settings.integer("SMTP_TIMEOUT", in: 1...3600, default: 600),
      connections: try settings.integer("SMTP_CONNECTIONS", in: 1...32, default: 2))
  }

  private static func returnPath(_ settings: Settings) throws(SettingError) -> ReturnPath? {
    let text = try settings.text("BOUNCE_ADDRESS", default: "")
    guard !text.isEmpty else { return nil }
    guard let path = (try? MailAddress(text)).flatMap(ReturnPath.init) else {
      throw SettingError(
        "BOUNCE_ADDRESS", "must be an e-mail address with at most 31 characters before the @")
    }
    return path
  }
}
