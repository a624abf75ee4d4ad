internal import CatalogueContract
internal import SwiftProtobuf

/// A lesson as an author writes it: `{introduction, chapters: [{title, slides}], glossary}`.
enum LessonFile {
  static func read(
    _ value: YAMLValue, _ pictures: CoursePictures
  ) throws -> Clikc_Catalogue_V1_LessonDocument {
    try value.mapping { keys in
      var lesson = Clikc_Catalogue_V1_LessonDocument()
      lesson.introduction = try keys.text("introduction", or: "")
      lesson.chapters = try keys.required("chapters").list().map {
        try Self.chapter($0, pictures)
      }
      lesson.glossary = try keys.list("glossary").map(Self.entry)
      return lesson
    }
  }

  private static func chapter(
    _ value: YAMLValue, _ pictures: CoursePictures
  ) throws -> Clikc_Catalogue_V1_Chapter {
    try value.mapping { keys in
      var chapter = Clikc_Catalogue_V1_Chapter()
      chapter.title = try keys.text("title")
      chapter.slides = try keys.required("slides").list().map { try Self.slide($0, pictures) }
      return chapter
    }
  }

  private static func slide(
    _ value: YAMLValue, _ pictures: CoursePictures
  ) throws -> Clikc_Catalogue_V1_Slide {
    try value.mapping { keys in
      var slide = Clikc_Catalogue_V1_Slide()
      slide.code = try keys.text("code")
      slide.title = try keys.text("title")
      slide.body = try keys.text("body")
      slide.pictureDigest = try pictures.digest(keys.optional("picture"))
      slide.pictureText = try keys.text("picture_text", or: "")
      slide.narration = try keys.text("narration", or: "")
      slide.soundDigest = try pictures.digest(keys.optional("sound"))
      if let check = keys.optional("check") { slide.check = try QuestionFile.read(check) }
      return slide
    }
  }

  private static func entry(_ value: YAMLValue) throws -> Clikc_Catalogue_V1_GlossaryEntry {
    try value.mapping { keys in
      var entry = Clikc_Catalogue_V1_GlossaryEntry()
      entry.term = try keys.text("term")
      entry.definition = try keys.text("definition")
      return entry
    }
  }
}
