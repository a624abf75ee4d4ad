/// What a mail says, before it becomes text and HTML.
package struct MailText: Equatable, Sendable {
  /// A piece of it, in order.
  package enum Part: Equatable, Sendable {
    /// Sentences.
    case paragraph(String)
    /// Something to copy, on a line of its own, and what it is.
    case code(label: String, value: String)
    /// Somewhere to go, and what it is.
    case link(label: String, url: String)
    /// Sentences that matter less.
    case note(String)
  }

  package let language: WrittenLanguage
  package let subject: String
  package let parts: [Part]

  package init(language: WrittenLanguage, subject: String, parts: [Part]) {
    self.language = language
    self.subject = subject
    self.parts = parts
  }

  /// The mail in plain text: a blank line between parts, codes and addresses on lines of their own.
  package var plain: String {
    self.parts.map { part in
      switch part {
      case .paragraph(let text), .note(let text): text
      case .code(let label, let value): "\(label)\n\(value)"
      case .link(let label, let url): "\(label)\n\(url)"
      }
    }.joined(separator: "\n\n") + "\n"
  }
}
