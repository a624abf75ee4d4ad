internal import Foundation
internal import IdentityDomain

/// Decides rows, remembering those before.
struct ImportChecker {
  let reader: ImportReader
  let caretaker: Caretaker
  private var seen: Set<String> = []

  init(reader: ImportReader, caretaker: Caretaker) {
    self.reader = reader
    self.caretaker = caretaker
  }

  /// What each of the rows comes to.
  mutating func check(
    _ rows: [[String]], _ store: ImportRowStore
  ) async throws -> [(wish: ImportWish?, decision: ImportDecision, account: UUID?)] {
    let read = rows.map { reader.wish($0) }
    let present = try await store.present(read.compactMap(\.wish?.username))
    return read.map { wish, faults in
      guard let wish else { return (nil, ImportDecision(faults: faults), nil) }
      guard seen.insert(wish.username).inserted else {
        return (nil, ImportDecision(fault: ImportRowFault("username", "REPEATED_ROW")), nil)
      }
      let found = present[wish.username]
      let decision = ImportDecision(
        wish, present: found?.person, isSuspended: found?.isSuspended ?? false,
        returns: found?.returns ?? false, by: caretaker)
      return (wish, decision, decision.action == .error ? nil : found?.person.id)
    }
  }
}
