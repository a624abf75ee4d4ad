internal import CatalogueContract
internal import Foundation
internal import SwiftProtobuf

/// A course read from its files: `course.yaml`, and one file for each activity beside it.
struct CourseFile {
  let document: Clikc_Catalogue_V1_CourseDocument
  /// Pictures and sounds it names, by digest.
  let files: [String: URL]

  /// Reads `course.yaml` at `url` and the files it names; throws ``FileFault``.
  init(_ url: URL) throws {
    let folder = url.deletingLastPathComponent()
    let pictures = CoursePictures(folder: folder)
    let value = try YAMLValue.read(url, shownAs: url.path())
    self.document = try value.mapping { keys in
      var course = try Self.head(&keys, pictures)
      course.activities = try keys.required("activities").list().map {
        try Self.activity($0, in: folder, pictures)
      }
      return course
    }
    self.files = pictures.files
  }

  private static func head(
    _ keys: inout YAMLMapping, _ pictures: CoursePictures
  ) throws -> Clikc_Catalogue_V1_CourseDocument {
    var course = Clikc_Catalogue_V1_CourseDocument()
    course.code = try keys.text("code")
    course.language = try keys.text("language")
    course.categoryCode = try keys.text("category")
    course.title = try keys.text("title")
    course.summary = try keys.text("summary", or: "")
    course.introduction = try keys.text("introduction", or: "")
    course.objectives = try keys.list("objectives").map { try $0.text() }
    course.pictureDigest = try pictures.digest(keys.optional("picture"))
    course.pictureText = try keys.text("picture_text", or: "")
    course.hours = try keys.required("hours").number()
    course.certificate = try keys.optional("certificate")?.flag() ?? false
    course.certificateMonths = try keys.optional("certificate_months")?.integer() ?? 0
    if let grading = try keys.optional("grading") { course.grading = try GradingFile.read(grading) }
    return course
  }

  private static func activity(
    _ value: YAMLValue, in folder: URL, _ pictures: CoursePictures
  ) throws -> Clikc_Catalogue_V1_ActivityDocument {
    try value.mapping { keys in
      var activity = Clikc_Catalogue_V1_ActivityDocument()
      activity.code = try keys.text("code")
      activity.title = try keys.text("title")
      if let weight = try keys.optional("weight") { activity.weight = try weight.number() }
      activity.extraCredit = try keys.optional("extra_credit")?.flag() ?? false
      let content = try Self.content(keys.required("file"), in: folder)
      let kind = try keys.required("kind")
      switch try kind.text() {
      case "lesson": activity.lesson = try LessonFile.read(content, pictures)
      case "quiz": activity.quiz = try QuizFile.read(content)
      default: throw kind.fault("must be lesson or quiz")
      }
      return activity
    }
  }

  private static func content(_ value: YAMLValue, in folder: URL) throws -> YAMLValue {
    let name = try value.text()
    guard !name.contains("/"), !name.hasPrefix(".") else {
      throw value.fault("must name a file beside the course")
    }
    let url = folder.appending(path: name)
    return try YAMLValue.read(url, shownAs: url.path())
  }
}
