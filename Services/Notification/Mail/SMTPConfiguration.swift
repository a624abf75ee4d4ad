import Foundation
package import NotificationDomain
package import ServiceRuntime

/// Which relay takes our mail, and how it is spoken to.
package struct SMTPConfiguration: Sendable {
  /// `smtp://host:port/name` or `smtps://…`; libcurl takes the path for the name we greet with.
  package let url: String
  /// Who sends: the From header and MAIL FROM.
  package let sender: MailAddress
  /// Whether an `smtp` connection must be encrypted by STARTTLS; certificates are always verified.
  package let requiresTLS: Bool
  /// Empty when the relay wants no name and password.
  package let user: String
  package let password: String
  /// A file of certificates to trust in place of the system's; empty for the system's.
  package let certificateFile: String
  /// Seconds to wait for any one answer. RFC 5321 wants ten minutes after the final dot: giving
  /// up sooner sends twice.
  package let answerTimeout: Int
  /// How many mails are sent at the same time.
  package let connections: Int

  package init(
    url: String, sender: MailAddress, requiresTLS: Bool, user: String = "",
    password: String = "", certificateFile: String = "", answerTimeout: Int = 600,
    connections: Int = 2
  ) {
    self.url = url
    self.sender = sender
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
      requiresTLS: try settings.flag("SMTP_STARTTLS", default: !isLocal), user: user,
      password: user.isEmpty ? "" : try settings.secret("SMTP_PASSWORD", minimumBytes: 1),
      certificateFile: try settings.text("SMTP_CA_FILE", default: ""),
      answerTimeout: try settings.integer("SMTP_TIMEOUT", in: 1...3600, default: 600),
      connections: try settings.integer("SMTP_CONNECTIONS", in: 1...32, default: 2))
  }
}
