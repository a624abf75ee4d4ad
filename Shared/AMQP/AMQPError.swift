/// Why the broker did not do what was asked.
public enum AMQPError: Error, Hashable, Sendable {
  /// The address is no `amqp://` or `amqps://` URL; the text says what is wrong, never the password.
  case invalidURL(String)
  /// There is no connection now; it is being made again. Nothing was sent.
  case notConnected(String)
  /// The broker asks publishers to wait (memory or disk alarm), or publishing stands still. Nothing was
  /// sent.
  case blocked(String)
  /// More is waiting to be sent than the queue may hold. Nothing was sent.
  case overloaded
  /// A mandatory message reached the broker and no queue took it.
  case returned(code: UInt16, text: String)
  /// The broker refused responsibility for a confirmed message (`basic.nack`).
  case rejected
  /// The connection ended, or no answer came, before the broker confirmed: the message may be stored.
  case unknownOutcome
  /// The broker closed the channel or the connection: 403 no permission, 404 missing, 406 precondition.
  case refused(code: UInt16, text: String)
  /// The message cannot be written in the protocol's form.
  case invalidMessage(String)
  /// The client was stopped.
  case stopped
}

extension AMQPError: CustomStringConvertible {
  /// One line for a log.
  public var description: String {
    switch self {
    case .invalidURL(let text): "invalid broker address: \(text)"
    case .notConnected(let text): "no connection to the broker: \(text)"
    case .blocked(let text): "the broker accepts no messages: \(text)"
    case .overloaded: "too many messages are waiting to be sent"
    case .returned(let code, let text): "unroutable: \(code) \(text)"
    case .rejected: "the broker did not take the message"
    case .unknownOutcome: "the broker did not say whether it took the message"
    case .refused(let code, let text): "the broker refused: \(code) \(text)"
    case .invalidMessage(let text): "not a valid message: \(text)"
    case .stopped: "the broker client was stopped"
    }
  }
}
