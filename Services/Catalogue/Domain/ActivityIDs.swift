package import Foundation

/// The ids of a course's activities: one for each code, for good.
package struct ActivityIDs: Equatable, Sendable {
  /// In the order of the codes.
  package let ids: [UUID]
  /// The codes that had none before.
  package let added: [String: UUID]

  /// Gives `codes` the ids they had, and new ones where there were none.
  package init(_ codes: [String], known: [String: UUID], new: () -> UUID) {
    var added: [String: UUID] = [:]
    self.ids = codes.map { code in
      if let id = known[code] ?? added[code] { return id }
      let id = new()
      added[code] = id
      return id
    }
    self.added = added
  }
}
