internal import CatalogueContract
internal import SwiftProtobuf

/// A question as an author writes it: `{id, kind, text, explanation, options}`, each option with
/// `right: true` or a `worth`.
enum QuestionFile {
  static func read(_ value: YAMLValue) throws -> Clikc_Catalogue_V1_Question {
    try value.mapping { keys in
      let kind = try Self.kind(keys.required("kind"))
      var question = Clikc_Catalogue_V1_Question()
      question.id = try keys.text("id")
      question.kind = kind
      question.text = try keys.text("text")
      question.explanation = try keys.text("explanation", or: "")
      let options = try keys.required("options")
      question.options = try Self.options(options, of: kind)
      return question
    }
  }

  private static func kind(_ value: YAMLValue) throws -> Clikc_Catalogue_V1_QuestionKind {
    switch try value.text() {
    case "single": return .single
    case "multiple": return .multiple
    case "true_false": return .trueFalse
    default: throw value.fault("must be single, multiple or true_false")
    }
  }

  /// One option as it is written: marked right or not, or given a worth.
  private struct Written {
    let option: Clikc_Catalogue_V1_Option
    let right: Bool?
    let worth: Double?
  }

  private static func options(
    _ value: YAMLValue, of kind: Clikc_Catalogue_V1_QuestionKind
  ) throws -> [Clikc_Catalogue_V1_Option] {
    let written = try value.list().map(Self.option)
    let weighed = written.contains { $0.worth != nil }
    guard !weighed || !written.contains(where: { $0.right != nil }) else {
      throw value.fault("must all be marked by `right` or all by `worth`, not by both")
    }
    let rightOnes = written.count { $0.right == true }
    guard weighed || rightOnes > 0 else { throw value.fault("has no right one") }
    return written.map { written in
      var option = written.option
      option.worth =
        weighed
        ? written.worth ?? 0
        : Self.worth(right: written.right == true, of: rightOnes, in: kind)
      return option
    }
  }

  private static func option(_ value: YAMLValue) throws -> Written {
    try value.mapping { keys in
      var option = Clikc_Catalogue_V1_Option()
      option.id = try keys.text("id")
      option.text = try keys.text("text")
      option.feedback = try keys.text("feedback", or: "")
      return Written(
        option: option, right: try keys.optional("right")?.flag(),
        worth: try keys.optional("worth")?.number())
    }
  }

  /// In a multiple choice the right ones share full marks, and a wrong one takes a share back.
  private static func worth(
    right: Bool, of count: Int, in kind: Clikc_Catalogue_V1_QuestionKind
  ) -> Double {
    guard kind == .multiple else { return right ? 1 : 0 }
    let share = 1 / Double(count)
    return right ? share : -share
  }
}
