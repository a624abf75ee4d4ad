/// Checks a course before it is published: every fault with its path, none left for later.
package enum CourseInspection {
  /// The faults of `document` in reading order; none when it may be published. Paths begin
  /// with `prefix`.
  package static func faults(of document: CourseDocument, at prefix: String) -> [DocumentFault] {
    var inspection = Inspection()
    inspection.head(document, prefix)
    inspection.count("\(prefix).activities", document.activities.count, 1...200)
    for (index, activity) in document.activities.enumerated() {
      inspection.activity(activity, "\(prefix).activities.\(index)")
    }
    inspection.unique(
      document.activities.enumerated().map { ("\(prefix).activities.\($0).code", $1.code) })
    inspection.grading(document, prefix)
    return inspection.faults
  }
}

extension Inspection {
  fileprivate mutating func head(_ document: CourseDocument, _ path: String) {
    self.slug("\(path).code", document.code)
    if Language(rawValue: document.language) == nil {
      self.fault("\(path).language", document.language.isEmpty ? .required : .unknownLanguage)
    }
    self.slug("\(path).category_code", document.categoryCode)
    self.text("\(path).title", document.title, upTo: 200, required: true)
    self.text("\(path).summary", document.summary, upTo: 1000)
    self.text("\(path).introduction", document.introduction, upTo: 20000)
    self.count("\(path).objectives", document.objectives.count, 0...20)
    for (index, objective) in document.objectives.enumerated() {
      self.text("\(path).objectives.\(index)", objective, upTo: 1000, required: true)
    }
    self.picture(document.picture, path)
    self.range("\(path).hours", document.hours, 0...1000)
    self.range("\(path).certificate_months", document.certificateMonths, 0...600)
  }

  fileprivate mutating func activity(_ activity: ActivityDocument, _ path: String) {
    self.slug("\(path).code", activity.code)
    self.text("\(path).title", activity.title, upTo: 200, required: true)
    switch activity.content {
    case .missing: self.fault("\(path).content", .required)
    case .lesson(let lesson): self.lesson(lesson, "\(path).lesson")
    case .quiz(let quiz): self.quiz(quiz, "\(path).quiz")
    }
  }

  /// Who does not see a picture must be told what it shows.
  mutating func picture(_ picture: Picture, _ path: String) {
    self.digest("\(path).picture_digest", picture.digest)
    self.text(
      "\(path).picture_text", picture.text, upTo: 500, required: !picture.digest.isEmpty)
  }
}
