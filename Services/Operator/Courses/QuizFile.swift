internal import CatalogueContract
internal import SwiftProtobuf

/// A quiz as an author writes it: `{draw, pass_mark, attempts, questions}`.
enum QuizFile {
  static func read(_ value: YAMLValue) throws -> Clikc_Catalogue_V1_QuizDocument {
    try value.mapping { keys in
      var quiz = Clikc_Catalogue_V1_QuizDocument()
      quiz.draw = try keys.required("draw").integer()
      quiz.passMark = try keys.required("pass_mark").number()
      quiz.attemptsAllowed = try keys.optional("attempts")?.integer() ?? 0
      quiz.questions = try keys.required("questions").list().map(QuestionFile.read)
      return quiz
    }
  }
}
