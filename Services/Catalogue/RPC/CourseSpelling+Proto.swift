internal import CatalogueContract
internal import CatalogueDomain
internal import SwiftProtobuf

extension CourseSpelling {
  /// The bytes that are answered until the next version: the outline, the card (an outline without
  /// its long texts), and each activity's content as the author's `document` has it.
  init(
    _ course: PublishedCourse, _ document: Clikc_Catalogue_V1_CourseDocument
  ) throws {
    let outline = Clikc_Catalogue_V1_Course(course)
    var card = outline
    card.introduction = ""
    card.objectives = []
    self.init(
      card: try card.serializedBytes(), outline: try outline.serializedBytes(),
      contents: try document.activities.map { activity in
        switch activity.content {
        case nil: []
        case .lesson(let lesson): try lesson.serializedBytes()
        case .quiz(let quiz): try quiz.serializedBytes()
        }
      })
  }
}

extension Clikc_Catalogue_V1_Course {
  /// Without what differs by reader and day: role and tutors.
  init(_ course: PublishedCourse) {
    let document = course.document
    self.init()
    self.id = course.id.wire
    self.code = document.code
    self.language = document.language
    self.title = document.title
    self.summary = document.summary
    self.introduction = document.introduction
    self.objectives = document.objectives
    self.pictureDigest = document.picture.digest
    self.pictureText = document.picture.text
    self.categoryID = course.category.wire
    self.hours = document.hours
    self.certificate = document.certificate
    self.version = course.version
    self.activities = zip(course.activityIDs, document.activities).map { id, activity in
      Clikc_Catalogue_V1_Activity(activity, id: id.wire)
    }
  }

  /// As `stored`, with what differs by reader and day.
  init(_ stored: StoredCourse) throws {
    try self.init(serializedBytes: stored.bytes)
    self.tutors = stored.tutors
    self.role = Clikc_Catalogue_V1_CourseRole(stored.role)
    self.starred = stored.isStarred
    self.dueOn = stored.dueOn?.text ?? ""
  }
}

extension Clikc_Catalogue_V1_CourseRole {
  init(_ role: CourseRole?) {
    self =
      switch role {
      case nil: .unspecified
      case .learner: .learner
      case .tutor: .tutor
      }
  }
}

extension Clikc_Catalogue_V1_Activity {
  fileprivate init(_ activity: ActivityDocument, id: String) {
    self.init()
    self.id = id
    self.code = activity.code
    self.title = activity.title
    switch activity.content {
    case .missing: break
    case .lesson(let lesson):
      self.kind = .lesson
      self.size = Int32(lesson.slides.count)
    case .quiz(let quiz):
      self.kind = .quiz
      self.size = Int32(quiz.draw)
      self.passMark = quiz.passMark
      self.attemptsAllowed = Int32(quiz.attemptsAllowed)
    }
  }
}
