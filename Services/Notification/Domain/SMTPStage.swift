package import Foundation

/// How far a mail has come on its connection.
package enum SMTPStage: Int, Comparable, Sendable {
  /// Until the connection stands.
  case connecting
  /// Greeting, EHLO, STARTTLS and AUTH.
  case greeting
  /// MAIL was sent.
  case sender
  /// RCPT was sent.
  case recipient
  /// DATA was sent.
  case data
  /// The mail itself is being sent.
  case body
  /// The final dot was sent.
  case end

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Seconds to wait for the next sign of life (RFC 5321 section 4.5.3.2). Giving up sooner on the
  /// answer to the final dot sends twice.
  package var patience: TimeInterval {
    switch self {
    case .connecting: 30
    case .greeting, .sender, .recipient: 300
    case .data: 120
    case .body: 180
    case .end: 600
    }
  }

  /// The stage that begins when a command is sent; nil for a line that begins none.
  package func following(_ line: some StringProtocol) -> SMTPStage? {
    if line.hasPrefix("MAIL FROM:") { return .sender }
    if self == .sender, line.hasPrefix("RCPT TO:") { return .recipient }
    // A line of AUTH's could read DATA as well.
    if self == .recipient, line.hasPrefix("DATA\r\n") { return .data }
    return nil
  }
}
