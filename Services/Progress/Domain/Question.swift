/// The part of a question that scoring needs; its texts belong to the catalogue.
package struct Question: Sendable, Equatable {
  /// How many options a learner may choose.
  package enum Kind: String, Sendable, CaseIterable {
    case single
    case multiple
    /// A single choice of two that always stand in the author's order.
    case trueFalse = "true_false"
  }

  /// One thing to choose.
  package struct Option: Sendable, Equatable {
    package let id: String
    /// What choosing it is worth.
    package let worth: Worth

    package init(id: String, worth: Worth) {
      self.id = id
      self.worth = worth
    }
  }

  /// Why a question or an answer is refused.
  package enum Refusal: Error, Equatable {
    /// A question needs two options or more.
    case tooFewOptions
    /// Two options have the same id.
    case repeatedOption(String)
    /// The best answer must be worth 1.
    case noFullAnswer
    /// The question does not have this option.
    case option(String)
    /// Only one option may be chosen.
    case tooManyChosen
  }

  package let id: String
  package let kind: Kind
  /// In the order shown.
  package let options: [Option]

  /// - Throws: ``Refusal`` when no answer could get full marks, or the options are not distinct.
  package init(id: String, kind: Kind, options: [Option]) throws(Refusal) {
    guard options.count >= 2 else { throw .tooFewOptions }
    var known: Set<String> = []
    for option in options where !known.insert(option.id).inserted {
      throw .repeatedOption(option.id)
    }
    let best =
      switch kind {
      case .single, .trueFalse: options.map(\.worth.units).max() ?? 0
      case .multiple: options.reduce(0) { $0 + max(0, $1.worth.units) }
      }
    guard abs(best - Worth.whole) <= Worth.tolerance else { throw .noFullAnswer }
    self.id = id
    self.kind = kind
    self.options = options
  }

  /// What an answer is worth, 0 to 1; choosing nothing is worth 0.
  ///
  /// A wrong option takes back in a multiple choice what a right one gave, never more.
  /// - Throws: ``Refusal/option(_:)`` for an option the question does not have,
  ///   ``Refusal/tooManyChosen`` for more than one where one is asked for.
  package func score(_ chosen: Set<String>) throws(Refusal) -> Worth {
    let strangers = chosen.subtracting(self.options.map(\.id))
    if let stranger = strangers.min() { throw .option(stranger) }
    guard self.kind == .multiple || chosen.count <= 1 else { throw .tooManyChosen }
    let sum = self.options.reduce(0) { chosen.contains($1.id) ? $0 + $1.worth.units : $0 }
    // Parts that were rounded one by one may miss the whole by a few units.
    return Worth(units: sum >= Worth.whole - Worth.tolerance ? Worth.whole : max(0, sum))
  }

  /// The options that make the full answer, in the order shown.
  package var right: [String] {
    self.options.filter { option in
      self.kind == .multiple
        ? option.worth.units > 0
        : option.worth.units >= Worth.whole - Worth.tolerance
    }.map(\.id)
  }

  /// The same question with its options in a drawn order; true and false stay where they are.
  func shuffled(using generator: inout SplitMix64) throws(Refusal) -> Question {
    guard self.kind != .trueFalse else { return self }
    return try Question(
      id: self.id, kind: self.kind,
      options: generator.draw(self.options.count, from: self.options))
  }
}
