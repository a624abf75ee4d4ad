import CatalogueContract
import Localization

/// A lesson as a row of slides in chapters.
struct LessonSlides {
  let chapters: [(number: Int, title: String, slides: [Clikc_Catalogue_V1_Slide])]
  let slides: [Clikc_Catalogue_V1_Slide]

  init(_ lesson: Clikc_Catalogue_V1_LessonDocument) {
    chapters = lesson.chapters.enumerated().map {
      ($0.offset + 1, $0.element.title, $0.element.slides)
    }
    slides = lesson.chapters.flatMap(\.slides)
  }

  /// The slide to show: the one asked for, else the one to resume at, else the first. A code the lesson
  /// no longer has is passed over.
  func index(asked: String?, resumed: String) -> Int? {
    let position = { (code: String) in slides.firstIndex { $0.code == code } }
    return asked.flatMap(position) ?? position(resumed) ?? slides.indices.first
  }
}

/// The way a content's language runs; contents may differ from the page around them.
func contentDirection(_ language: String) -> String {
  (Language(rawValue: language) ?? .english).direction.rawValue
}
