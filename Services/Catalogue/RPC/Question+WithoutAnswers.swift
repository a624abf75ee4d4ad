internal import CatalogueContract

extension Clikc_Catalogue_V1_Question {
  /// As a learner sees it before answering: nothing tells what is right.
  var withoutAnswers: Self {
    var question = self
    question.explanation = ""
    for index in question.options.indices {
      question.options[index].worth = 0
      question.options[index].feedback = ""
    }
    return question
  }
}

extension Clikc_Catalogue_V1_LessonDocument {
  /// As a learner sees it.
  var withoutAnswers: Self {
    var lesson = self
    for chapter in lesson.chapters.indices {
      for slide in lesson.chapters[chapter].slides.indices
      where lesson.chapters[chapter].slides[slide].hasCheck {
        let check = lesson.chapters[chapter].slides[slide].check
        lesson.chapters[chapter].slides[slide].check = check.withoutAnswers
      }
    }
    return lesson
  }

  /// The questions its slides ask, in order.
  var checks: [Clikc_Catalogue_V1_Question] {
    self.chapters.flatMap(\.slides).filter(\.hasCheck).map(\.check)
  }
}
