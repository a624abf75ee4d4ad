/// Why a mail did not arrive, as far as the last answer tells: a mail server's, or ours (``OwnAnswer``). The numbers are
/// those of the contract.
package enum UndeliveredReason: Int, CaseIterable, Sendable {
  /// Refused, for no reason that is told apart here.
  case refused = 0
  /// Nobody is at the address.
  case nobody = 1
  /// There is no way to what follows the @ of the address.
  case domain = 2
  /// The mailbox is closed.
  case closed = 3
  /// The mailbox is full.
  case full = 4
  /// Rules of the recipient's server forbid it, or it was taken for unwanted mail.
  case unwanted = 5
  /// A server asked to come again later.
  case later = 6
  /// A server could not be reached, or broke off.
  case unreachable = 7
  /// It waited until it was of no use.
  case tooOld = 8
  /// The password or the link in it had ended.
  case outdated = 9
  /// Mail to its address failed too often.
  case suppressed = 10
  /// It waited in a database of which this is a copy.
  case restored = 11
  /// The portal could not write it, or not yet.
  case unwritten = 12

  /// Reads an answer. An enhanced status (RFC 3463) says more than the reply's code, and comes first in reports.
  package init(answer: String) {
    if let own = OwnAnswer.allCases.first(where: { answer.hasPrefix($0.rawValue) }) {
      self = Self(own)
    } else if let status = EnhancedStatus(leading: answer) {
      self = Self(status)
    } else if let reply = SMTPReply(line: answer), reply.code >= 400 {
      self = EnhancedStatus(leading: reply.text).map(Self.init) ?? Self(code: reply.code)
    } else {
      // What the connection said, no server.
      self = .unreachable
    }
  }

  private init(_ answer: OwnAnswer) {
    switch answer {
    case .tooOld: self = .tooOld
    case .secretEnded: self = .outdated
    case .secretMissing, .unwritable: self = .unwritten
    case .suppressed: self = .suppressed
    case .restored: self = .restored
    }
  }

  private init(_ status: EnhancedStatus) {
    switch (status.subject, status.detail) {
    case (1, 1), (1, 3), (1, 6), (1, 10): self = .nobody
    case (1, 2), (4, 4): self = .domain
    case (2, 1): self = .closed
    case (2, 2): self = .full
    case (7, _) where status.kind == 5: self = .unwanted
    case (4, _): self = .unreachable
    case _ where status.kind == 4: self = .later
    default: self = .refused
    }
  }

  /// RFC 5321, section 4.2.3. 550 refuses for any reason, so that it tells none.
  private init(code: Int) {
    switch code {
    case 421, 454, 530, 534, 535, 538: self = .unreachable
    case 551, 553: self = .nobody
    case 552: self = .full
    case 400...499: self = .later
    default: self = .refused
    }
  }
}
