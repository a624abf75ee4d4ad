internal import CatalogueContract
internal import CatalogueDomain

extension CourseDocument {
  /// As the contract brings it; nothing is checked.
  init(_ message: Clikc_Catalogue_V1_CourseDocument) {
    self.init()
    self.code = message.code
    self.language = message.language
    self.categoryCode = message.categoryCode
    self.title = message.title
    self.summary = message.summary
    self.introduction = message.introduction
    self.objectives = message.objectives
    self.picture = Picture(digest: message.pictureDigest, text: message.pictureText)
    self.hours = message.hours
    self.certificate = message.certificate
    self.certificateMonths = Int(message.certificateMonths)
    self.activities = message.activities.map(ActivityDocument.init)
    self.grading = GradingDocument(message.grading)
  }
}

extension GradingDocument {
  fileprivate init(_ message: Clikc_Catalogue_V1_Grading) {
    self.init()
    self.aggregation =
      message.aggregation == .unspecified
      ? .natural : GradeAggregation(rawValue: message.aggregation.rawValue)
    self.excludeEmpty = message.hasExcludeEmpty ? message.excludeEmpty : nil
    self.dropLowest = Int(message.dropLowest)
    self.keepHighest = Int(message.keepHighest)
  }
}

extension ActivityDocument {
  init(_ message: Clikc_Catalogue_V1_ActivityDocument) {
    let content: ActivityContent =
      switch message.content {
      case nil: .missing
      case .lesson(let lesson): .lesson(LessonDocument(lesson))
      case .quiz(let quiz): .quiz(QuizDocument(quiz))
      }
    self.init(code: message.code, title: message.title, content: content)
    self.weight = message.hasWeight ? message.weight : nil
    self.extraCredit = message.extraCredit
  }
}

extension LessonDocument {
  init(_ message: Clikc_Catalogue_V1_LessonDocument) {
    self.init()
    self.introduction = message.introduction
    self.chapters = message.chapters.map {
      Chapter(title: $0.title, slides: $0.slides.map(Slide.init))
    }
    self.glossary = message.glossary.map {
      GlossaryEntry(term: $0.term, definition: $0.definition)
    }
  }
}

extension Slide {
  init(_ message: Clikc_Catalogue_V1_Slide) {
    self.init()
    self.code = message.code
    self.title = message.title
    self.body = message.body
    self.picture = Picture(digest: message.pictureDigest, text: message.pictureText)
    self.narration = message.narration
    self.soundDigest = message.soundDigest
    self.check = message.hasCheck ? Question(message.check) : nil
  }
}

extension QuizDocument {
  init(_ message: Clikc_Catalogue_V1_QuizDocument) {
    self.init()
    self.questions = message.questions.map(Question.init)
    self.draw = Int(message.draw)
    self.passMark = message.passMark
    self.attemptsAllowed = Int(message.attemptsAllowed)
  }
}

extension Question {
  init(_ message: Clikc_Catalogue_V1_Question) {
    self.init()
    self.id = message.id
    self.kind = QuestionKind(rawValue: message.kind.rawValue)
    self.text = message.text
    self.explanation = message.explanation
    self.options = message.options.map {
      AnswerOption(id: $0.id, text: $0.text, worth: $0.worth, feedback: $0.feedback)
    }
  }
}
