/// What a learner chose for one question of an attempt.
package struct SavedAnswer: Sendable, Equatable, Comparable {
  package let chosen: Set<String>
  /// Grows with each change the learner makes.
  package let sequence: Int

  package init(chosen: Set<String>, sequence: Int) {
    self.chosen = chosen
    self.sequence = sequence
  }

  /// Which of two answers is kept: the one with the higher sequence. Two devices may give different
  /// answers the same sequence; then the options in alphabetical order decide, so that the same one
  /// is kept whichever arrives first.
  package static func < (older: SavedAnswer, newer: SavedAnswer) -> Bool {
    guard older.sequence == newer.sequence else { return older.sequence < newer.sequence }
    return older.chosen.sorted().lexicographicallyPrecedes(newer.chosen.sorted())
  }
}
