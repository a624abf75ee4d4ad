internal import Foundation
internal import IdentityDomain

/// Decides rows, remembering those before.
struct ImportChecker {
  let reader: ImportReader
  let caretaker: Caretaker
  private let cellFaults: [Int: [ImportRowFault]]
  private var seen: Set<String> = []
  /// Rows that were decided.
  private var count = 0

  /// `cellFaults` is what the file says of its own cells, by row from 0.
  init(reader: ImportReader, caretaker: Caretaker, cellFaults: [Int: [ImportRowFault]]) {
    self.reader = reader
    self.caretaker = caretaker
    self.cellFaults = cellFaults
  }

  /// What each of the next rows comes to.
  mutating func check(
    _ rows: [[String]], _ store: ImportRowStore
  ) async throws -> [CheckedRow] {
    let read = rows.enumerated().map { reader.wish($1, cellFaults[count + $0] ?? []) }
    count += rows.count
    let present = try await store.present(read.compactMap(\.wish?.username))
    return read.map { wish, faults in
      guard let wish else { return CheckedRow(decision: ImportDecision(faults: faults)) }
      guard seen.insert(wish.username).inserted else {
        return CheckedRow(
          decision: ImportDecision(fault: ImportRowFault("username", "REPEATED_ROW")))
      }
      let found = present[wish.username]
      let decision = ImportDecision(
        wish, present: found?.person, isSuspended: found?.isSuspended ?? false,
        returns: found?.returns ?? false, by: caretaker)
      return CheckedRow(
        wish: wish, decision: decision,
        former: decision.action == .update ? found.map { ImportWish($0.person) } : nil,
        account: decision.action == .error ? nil : found?.person.id)
    }
  }
}
