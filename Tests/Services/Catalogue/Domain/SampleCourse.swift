import CatalogueDomain

/// A course without a fault: one lesson with a check question, one quiz.
enum SampleCourse {
  static func document() -> CourseDocument {
    var document = CourseDocument()
    document.code = "risk-management"
    document.language = "en"
    document.categoryCode = "english"
    document.title = "Risk Management"
    document.summary = "How customs chooses what to look at."
    document.objectives = ["Name the steps of the process."]
    document.hours = 3.5
    document.certificate = true
    document.activities = [
      ActivityDocument(code: "module-1", title: "Module 1", content: .lesson(lesson())),
      ActivityDocument(code: "module-1-quiz", title: "Final Quiz", content: .quiz(quiz())),
    ]
    return document
  }

  static func lesson() -> LessonDocument {
    var lesson = LessonDocument()
    var second = slide("two")
    second.check = question("check-1")
    lesson.chapters = [
      Chapter(title: "One", slides: [slide("one")]), Chapter(title: "Two", slides: [second]),
    ]
    lesson.glossary = [GlossaryEntry(term: "Risk", definition: "What may go wrong.")]
    return lesson
  }

  static func slide(_ code: String) -> Slide {
    var slide = Slide()
    slide.code = code
    slide.title = "Slide"
    slide.body = "Text."
    return slide
  }

  static func quiz() -> QuizDocument {
    var quiz = QuizDocument()
    quiz.questions = [question("q1"), multiple("q2"), trueFalse("q3")]
    quiz.draw = 2
    quiz.passMark = 0.7
    return quiz
  }

  static func question(_ id: String) -> Question {
    var question = Question()
    question.id = id
    question.kind = .single
    question.text = "Which?"
    question.explanation = "This one."
    question.options = [
      AnswerOption(id: "a", text: "This", worth: 1, feedback: "Yes."),
      AnswerOption(id: "b", text: "That", worth: 0),
    ]
    return question
  }

  static func multiple(_ id: String) -> Question {
    var question = question(id)
    question.kind = .multiple
    question.options = [
      AnswerOption(id: "a", text: "One", worth: 1.0 / 3),
      AnswerOption(id: "b", text: "Two", worth: 1.0 / 3),
      AnswerOption(id: "c", text: "Three", worth: 1.0 / 3),
      AnswerOption(id: "d", text: "Four", worth: -1.0 / 3),
    ]
    return question
  }

  static func trueFalse(_ id: String) -> Question {
    var question = question(id)
    question.kind = .trueFalse
    question.options = [
      AnswerOption(id: "true", text: "True", worth: 1),
      AnswerOption(id: "false", text: "False", worth: 0),
    ]
    return question
  }
}

extension CourseDocument {
  /// The first activity's lesson.
  var lesson: LessonDocument {
    get {
      guard case .lesson(let lesson) = self.activities[0].content else { return LessonDocument() }
      return lesson
    }
    set { self.activities[0].content = .lesson(newValue) }
  }

  /// The second activity's quiz.
  var quiz: QuizDocument {
    get {
      guard case .quiz(let quiz) = self.activities[1].content else { return QuizDocument() }
      return quiz
    }
    set { self.activities[1].content = .quiz(newValue) }
  }
}
