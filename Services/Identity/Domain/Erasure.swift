package import Foundation

/// A person's request that their data be erased.
package struct Erasure: Equatable, Sendable {
  /// What became of it; the raw values are how it is kept.
  package enum State: String, Sendable {
    case waiting
    case erased
    case refused
  }

  package let account: UUID
  package let state: State
  /// The person's own words, possibly empty.
  package let reason: String
  package let requestedAt: Date
  /// From when on it is carried out by itself, while it waits; nil until the person is told, and while the account is
  /// suspended.
  package let finalAt: Date?
  package let decidedAt: Date?
  /// The decider's words.
  package let answer: String

  package init(
    account: UUID, state: State, reason: String, requestedAt: Date, finalAt: Date?,
    decidedAt: Date?, answer: String
  ) {
    self.account = account
    self.state = state
    self.reason = reason
    self.requestedAt = requestedAt
    self.finalAt = finalAt
    self.decidedAt = decidedAt
    self.answer = answer
  }

  /// What stands where a person's name stood: it says nothing, and differs from account to account.
  package static func pseudonym(of account: UUID) -> String {
    "erased-" + account.uuidString.lowercased().filter { $0 != "-" }.prefix(16)
  }
}
