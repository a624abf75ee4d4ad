/// How one try to send a mail ended.
package enum DeliveryOutcome: Equatable, Sendable {
  /// The relay took it, which is not to say that it was delivered.
  case accepted(String)
  /// The relay will never take it.
  case refused(String)
  /// The relay will never take it, because there is nobody at its address.
  case unknownRecipient(String)
  /// The relay may take it later.
  case deferred(String)
  /// Something the mail needs cannot be had now: it says nothing of the relay.
  case unprepared(String)
  /// The connection broke or fell silent while this mail was on it.
  case interrupted(String)
  /// The relay was not reached, or would not talk to us at all: it says nothing of the mail.
  case unreachable(String)
  /// What it was to carry no longer works.
  case outdated(String)
  /// It was not tried: its address has failed too often.
  case suppressed(String)

  /// What was answered, to be read by people.
  package var answer: String {
    switch self {
    case .accepted(let answer), .refused(let answer), .unknownRecipient(let answer),
      .deferred(let answer), .unprepared(let answer), .interrupted(let answer),
      .unreachable(let answer),
      .outdated(let answer), .suppressed(let answer):
      answer
    }
  }

  /// The same without what the relay quotes of the mail that lets people in, its secret and links to `site`: answers are
  /// kept, and read by others.
  package func withholding(_ secret: String, linksTo site: SiteAddress) -> DeliveryOutcome {
    let plain = secret.isEmpty ? self.answer : self.answer.replacing(secret, with: "…")
    let answer = site.withholdingLinks(plain)
    return switch self {
    case .accepted: .accepted(answer)
    case .refused: .refused(answer)
    case .unknownRecipient: .unknownRecipient(answer)
    case .deferred: .deferred(answer)
    case .unprepared: .unprepared(answer)
    case .interrupted: .interrupted(answer)
    case .unreachable: .unreachable(answer)
    case .outdated: .outdated(answer)
    case .suppressed: .suppressed(answer)
    }
  }

  /// What a try that was made at the relay says of it: true when it answered, with whatever reply to the mail,
  /// false when it did not, nil when the try did not get that far.
  package var relayAnswered: Bool? {
    switch self {
    case .accepted, .refused, .unknownRecipient, .deferred: true
    case .interrupted, .unreachable: false
    case .unprepared, .outdated, .suppressed: nil
    }
  }
}
