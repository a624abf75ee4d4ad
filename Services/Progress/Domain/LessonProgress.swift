/// What a learner did in a lesson: the fold of the slides they visited and the checks they answered.
package struct LessonProgress: Sendable, Equatable {
  /// The slide on screen last, where the lesson resumes.
  package private(set) var slide: String?
  /// Every slide seen, also of earlier versions of the lesson.
  package private(set) var seen: Set<String>
  /// The last answer to each check question.
  package private(set) var answers: [String: Set<String>]

  package init(
    slide: String? = nil, seen: Set<String> = [], answers: [String: Set<String>] = [:]
  ) {
    self.slide = slide
    self.seen = seen
    self.answers = answers
  }

  /// A slide came on screen.
  package mutating func visit(_ slide: String, in lesson: Lesson) throws(StudyRefusal) {
    guard lesson.slides.contains(slide) else { throw .slide(slide) }
    self.slide = slide
    self.seen.insert(slide)
  }

  /// A check question was answered; the last answer counts.
  package mutating func answer(
    _ chosen: Set<String>, to id: String, in lesson: Lesson
  ) throws(StudyRefusal) {
    guard let question = lesson.check(id) else { throw .question(id) }
    guard !chosen.isEmpty else { throw .nothingChosen }
    do { _ = try question.score(chosen) } catch { throw .choice(error) }
    self.answers[id] = chosen
  }

  /// Whether every slide was seen and every check answered.
  package func isComplete(in lesson: Lesson) -> Bool {
    self.seen.isSuperset(of: lesson.slides)
      && lesson.checks.allSatisfy { self.answers[$0.id] != nil }
  }

  /// Points, 0 to 100: the mean worth of the answers, an open check counting as nothing. Without
  /// checks it is 100 once the lesson is complete and 0 before.
  package func grade(in lesson: Lesson) -> Double {
    guard !lesson.checks.isEmpty else { return self.isComplete(in: lesson) ? 100 : 0 }
    return Worth.mean(lesson.checks.map(self.worth(of:)), scale: 100)
  }

  /// What the answer to a check is worth: nothing when it is open, or was given to an earlier version
  /// of the question that had other options.
  package func worth(of check: Question) -> Worth {
    (try? check.score(self.answers[check.id] ?? [])) ?? Worth(units: 0)
  }
}
