/// A status code such as 5.1.1 (RFC 3463): class, subject, detail.
package struct EnhancedStatus: Hashable, Sendable {
  package let kind: Int
  package let subject: Int
  package let detail: Int

  /// Reads a text that is a status and nothing else.
  package init?(_ text: some StringProtocol) {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
      part.allSatisfy(\.isNumber) && part.utf8.count <= 3 ? Int(part) : nil
    }
    guard numbers.count == 3, let kind = numbers[0], let subject = numbers[1],
      let detail = numbers[2], [2, 4, 5].contains(kind)
    else { return nil }
    self.kind = kind
    self.subject = subject
    self.detail = detail
  }

  /// Reads the status at the start of a relay's text; nil when it starts with none.
  package init?(leading text: String) {
    guard let word = text.split(separator: " ", maxSplits: 1).first else { return nil }
    self.init(word)
  }

  /// Whether it says for good that nobody is at the address: a bad mailbox, system or syntax, an
  /// address that moved or never was, a mailbox that was closed.
  package var namesNobody: Bool {
    self.kind == 5
      && ((self.subject == 1 && [1, 2, 3, 6, 10].contains(self.detail))
        || (self.subject == 2 && self.detail == 1))
  }
}
