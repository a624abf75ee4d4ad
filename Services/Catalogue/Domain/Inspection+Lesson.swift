extension Inspection {
  mutating func lesson(_ lesson: LessonDocument, _ path: String) {
    self.text("\(path).introduction", lesson.introduction, upTo: 20000)
    self.count("\(path).chapters", lesson.chapters.count, 1...50)
    for (index, chapter) in lesson.chapters.enumerated() {
      self.chapter(chapter, "\(path).chapters.\(index)")
    }
    self.uniqueSlides(lesson, path)
    self.count("\(path).glossary", lesson.glossary.count, 0...500)
    for (index, entry) in lesson.glossary.enumerated() {
      let entryPath = "\(path).glossary.\(index)"
      self.text("\(entryPath).term", entry.term, upTo: 200, required: true)
      self.text("\(entryPath).definition", entry.definition, upTo: 2000, required: true)
    }
  }

  private mutating func chapter(_ chapter: Chapter, _ path: String) {
    self.text("\(path).title", chapter.title, upTo: 200, required: true)
    self.count("\(path).slides", chapter.slides.count, 1...100)
    for (index, slide) in chapter.slides.enumerated() {
      self.slide(slide, "\(path).slides.\(index)")
    }
  }

  private mutating func slide(_ slide: Slide, _ path: String) {
    self.slug("\(path).code", slide.code)
    self.text("\(path).title", slide.title, upTo: 200, required: true)
    self.text("\(path).body", slide.body, upTo: 20000, required: true)
    self.picture(slide.picture, path)
    self.text("\(path).narration", slide.narration, upTo: 5000)
    self.digest("\(path).sound_digest", slide.soundDigest)
    if let check = slide.check { self.question(check, "\(path).check") }
  }

  /// Slides and check questions are named across chapters.
  private mutating func uniqueSlides(_ lesson: LessonDocument, _ path: String) {
    var codes: [(path: String, value: String)] = []
    var checks: [(path: String, value: String)] = []
    for (chapterIndex, chapter) in lesson.chapters.enumerated() {
      for (slideIndex, slide) in chapter.slides.enumerated() {
        let slidePath = "\(path).chapters.\(chapterIndex).slides.\(slideIndex)"
        codes.append(("\(slidePath).code", slide.code))
        if let check = slide.check { checks.append(("\(slidePath).check.id", check.id)) }
      }
    }
    self.unique(codes)
    self.unique(checks)
  }
}
