/// A report of grades in words and figures, the same on a page and in a file: as the guide's chapter about grades
/// shows them.
public struct GradeWords: Sendable {
  /// Why an item does not simply count; the numbers are those of clikc.progress.v1.GradeStatus.
  public enum Standing: Int, CaseIterable, Sendable {
    /// It has no grade and is left out.
    case empty = 2
    /// It is extra credit.
    case extra = 3
    /// It is left out for its low grade.
    case dropped = 4
    /// A tutor left it out.
    case excluded = 5
    /// A tutor hides it.
    case hidden = 6
  }

  private let texts: MessageCatalogue
  private let language: Language

  /// The words of a language, from the keys `web.grades.*` and `web.status.*`.
  public init(_ texts: MessageCatalogue, _ language: Language) {
    self.texts = texts
    self.language = language
  }

  /// Points with two decimals, or "-" when there are none.
  public func points(_ value: Double?) -> String {
    value.map { self.language.number($0, digits: 2) } ?? "-"
  }

  /// A part of one as "62.50 %", or "-" when there is none.
  public func percent(_ part: Double?) -> String {
    part.map { self.language.percent($0, digits: 2) } ?? "-"
  }

  /// "0-100", or "-" where nothing counts yet and there is no point to be had.
  public func range(_ maximum: Double) -> String {
    maximum > 0 ? "0-" + self.short(maximum) : "-"
  }

  /// A number with two decimals, or none when it is whole.
  public func short(_ value: Double) -> String {
    self.language.number(value, digits: value.rounded() == value ? 0 : 2)
  }

  /// The calculated weight, and what is said of one that does not simply count; nil for one that does.
  public func weight(_ part: Double?, _ standing: Standing?) -> String {
    switch standing {
    case nil: self.percent(part)
    case .excluded, .hidden: self.standing(standing)
    case .empty, .extra, .dropped: "\(self.percent(part)) \(self.standing(standing))"
    }
  }

  /// What is said beside the weight; empty for an item that simply counts.
  public func standing(_ standing: Standing?) -> String {
    standing.map { self.text("grades.\($0)") } ?? ""
  }

  /// Feedback in one cell, with what is said when a tutor set the grade.
  public func feedback(_ feedback: String, byTutor: Bool) -> String {
    let setBy = byTutor ? self.text("grades.by-tutor") : ""
    return [setBy, feedback].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  /// Whether a course is completed.
  public func status(completed: Bool) -> String {
    self.text(completed ? "status.completed" : "status.not-completed")
  }

  private func text(_ key: String) -> String { self.texts.text("web.\(key)", self.language) }
}
