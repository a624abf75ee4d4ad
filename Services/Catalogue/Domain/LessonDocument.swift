/// The content of a lesson.
package struct LessonDocument: Equatable, Sendable {
  /// Markdown; empty when the lesson has none.
  package var introduction = ""
  package var chapters: [Chapter] = []
  package var glossary: [GlossaryEntry] = []

  package init() {}

  /// The slides of all chapters, in order.
  package var slides: [Slide] { self.chapters.flatMap(\.slides) }
}

/// A part of a lesson.
package struct Chapter: Equatable, Sendable {
  package var title = ""
  package var slides: [Slide] = []

  package init(title: String, slides: [Slide]) {
    self.title = title
    self.slides = slides
  }
}

/// One screen of a lesson.
package struct Slide: Equatable, Sendable {
  package var code = ""
  package var title = ""
  /// Markdown.
  package var body = ""
  package var picture = Picture()
  /// What the voice says; empty when there is no voice.
  package var narration = ""
  package var soundDigest = ""
  /// A question to check oneself by.
  package var check: Question?

  package init() {}
}

/// A term and what it means.
package struct GlossaryEntry: Equatable, Sendable {
  package var term = ""
  package var definition = ""

  package init(term: String, definition: String) {
    self.term = term
    self.definition = definition
  }
}
