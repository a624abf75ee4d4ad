/// What stands as the answer of a mail that no mail server had a say in: English, as servers answer.
package enum OwnAnswer: String, CaseIterable, Sendable {
  /// It waited until it was of no use.
  case tooOld = "too old to be of use"
  /// Its password or link had ended.
  case secretEnded = "what it was to carry no longer works"
  /// Its password or link cannot be had yet; why follows.
  case secretMissing = "the secret could not be had"
  /// It cannot be written; why follows.
  case unwritable = "it cannot be written"
  /// Mail to its address failed too often.
  case suppressed = "not sent: mail to this address failed too often"
  /// It waited in a database of which this is a copy.
  case restored = "not sent: this database was restored from a copy"

  /// With what went wrong.
  package func because(_ error: any Error) -> String { "\(self.rawValue): \(error)" }
}
