/// What a mail server said of a mail, apart from what stands as an answer where none was asked or reached: the portal's
/// own words (``OwnAnswer``) and the connection's.
package struct ServerAnswer: Equatable, Sendable {
  /// As it was said.
  package let text: String

  /// Nil for an answer that starts neither as a reply (RFC 5321, section 4.2) nor with the status of a report
  /// (RFC 3464, section 2.3.4).
  package init?(_ answer: String) {
    guard SMTPReply(line: answer) != nil || EnhancedStatus(leading: answer) != nil else {
      return nil
    }
    self.text = answer
  }
}
