/// The part of a quiz question that scoring needs; its texts belong to the catalogue.
package struct Question: Sendable, Equatable {
  /// How many options a learner may choose; true/false is a single choice of two.
  package enum Kind: Sendable, Equatable {
    case single
    case multiple
  }

  /// Why a question or an answer is refused.
  package enum Refusal: Error, Equatable {
    /// A question needs two options or more.
    case tooFewOptions
    /// The best answer must be worth exactly 1.
    case noFullAnswer
    /// The chosen options are not all of this question, or one too many was chosen.
    case choice
  }

  package let id: String
  package let kind: Kind
  /// What choosing each option is worth, -1 to 1, by option id.
  package let worth: [String: Double]

  /// - Throws: ``Refusal`` when no answer could get full marks.
  package init(id: String, kind: Kind, worth: [String: Double]) throws(Refusal) {
    guard worth.count >= 2 else { throw .tooFewOptions }
    let best =
      switch kind {
      case .single: worth.values.max() ?? 0
      case .multiple: worth.values.reduce(0) { $0 + max(0, $1) }
      }
    guard abs(best - 1) < 1e-9 else { throw .noFullAnswer }
    self.id = id
    self.kind = kind
    self.worth = worth
  }

  /// What an answer is worth, 0 to 1; choosing nothing is worth 0.
  ///
  /// A wrong option takes back in a multiple choice what a right one gave, never more.
  /// - Throws: ``Refusal/choice`` for options the question does not have.
  package func score(_ chosen: Set<String>) throws(Refusal) -> Double {
    guard chosen.isSubset(of: Set(self.worth.keys)), self.kind == .multiple || chosen.count <= 1
    else { throw .choice }
    return min(1, max(0, chosen.reduce(0) { $0 + (self.worth[$1] ?? 0) }))
  }
}
