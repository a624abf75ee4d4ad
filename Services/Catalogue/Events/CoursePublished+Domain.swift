internal import CatalogueContract
internal import CatalogueDomain
internal import SwiftProtobuf

extension Clikc_Catalogue_V1_CoursePublished {
  /// Structure and answer keys; texts stay here.
  init(_ course: PublishedCourse) {
    self.init()
    self.courseID = course.id.wire
    self.code = course.document.code
    self.language = course.document.language
    self.title = course.document.title
    self.version = course.version
    self.certificate = course.document.certificate
    self.certificateMonths = Int32(course.document.certificateMonths)
    self.hours = course.document.hours
    self.grading = Clikc_Catalogue_V1_Grading(course.document.grading)
    self.activities = zip(course.activityIDs, course.document.activities).map { id, activity in
      Clikc_Catalogue_V1_PublishedActivity(activity, id: id.wire)
    }
  }
}

extension Clikc_Catalogue_V1_Grading {
  fileprivate init(_ grading: GradingDocument) {
    self.init()
    self.aggregation = grading.aggregation.flatMap { .init(rawValue: $0.rawValue) } ?? .unspecified
    if let excludeEmpty = grading.excludeEmpty { self.excludeEmpty = excludeEmpty }
    self.dropLowest = Int32(grading.dropLowest)
    self.keepHighest = Int32(grading.keepHighest)
  }
}

extension Clikc_Catalogue_V1_PublishedActivity {
  fileprivate init(_ activity: ActivityDocument, id: String) {
    self.init()
    self.activityID = id
    self.title = activity.title
    if let weight = activity.weight { self.weight = weight }
    self.extraCredit = activity.extraCredit
    switch activity.content {
    case .missing: break
    case .lesson(let lesson):
      self.kind = .lesson
      self.slides = lesson.slides.map(\.code)
      self.keys = lesson.slides.compactMap { slide in
        slide.check.map { Clikc_Catalogue_V1_AnswerKey($0, slide: slide.code) }
      }
    case .quiz(let quiz):
      self.kind = .quiz
      self.keys = quiz.questions.map { Clikc_Catalogue_V1_AnswerKey($0, slide: "") }
      self.draw = Int32(quiz.draw)
      self.passMark = quiz.passMark
      self.attemptsAllowed = Int32(quiz.attemptsAllowed)
    }
  }
}

extension Clikc_Catalogue_V1_AnswerKey {
  fileprivate init(_ question: Question, slide: String) {
    self.init()
    self.questionID = question.id
    self.slide = slide
    self.kind =
      switch question.kind {
      case nil: .unspecified
      case .single: .single
      case .multiple: .multiple
      case .trueFalse: .trueFalse
      }
    self.options = question.options.map { option in
      .with {
        $0.optionID = option.id
        $0.worth = option.worth
      }
    }
  }
}
