internal import Foundation
internal import Synchronization

/// Statements verified in the last minute, by the bytes that came. A page asks several services for the same
/// person, and the next page asks again: an Ed25519 verification costs as much as a short query.
final class KnownPrincipals: Sendable {
  /// Above this many, the expired ones are cleared out at the next insertion; if that does not help, all.
  static let capacity = 10_000

  private let statements = Mutex<[[UInt8]: PrincipalStatement]>([:])

  subscript(bytes: [UInt8]) -> PrincipalStatement? {
    self.statements.withLock { $0[bytes] }
  }

  func keep(_ statement: PrincipalStatement, for bytes: [UInt8], now: Date) {
    self.statements.withLock { statements in
      if statements.count >= Self.capacity {
        statements = statements.filter { (try? $0.value.principal(now: now)) != nil }
        if statements.count >= Self.capacity { statements = [:] }
      }
      statements[bytes] = statement
    }
  }
}
