import CatalogueContract
import Foundation
import ProgressDomain

/// Why an event cannot be understood; it is set aside with this text.
enum EventFault: Error, Equatable {
  /// A field that should be a UUID.
  case id(String)
  /// An option's worth outside -1 to 1.
  case worth(String, Double)
  /// A kind this version does not know.
  case kind(String)
  /// A way to make the total this version does not know.
  case aggregation(Int)
  /// An activity's weight outside 0 to 1000.
  case weight(String, Double)
}

extension Course {
  /// The course as it was published.
  init(_ event: Clikc_Catalogue_V1_CoursePublished) throws {
    try self.init(
      id: uuid(event.courseID), version: event.version, code: event.code,
      language: event.language, title: event.title,
      activities: event.activities.map(Activity.init), grading: Grading(event.grading))
  }
}

extension Grading {
  /// A total that is not asked for is natural.
  fileprivate init(_ message: Clikc_Catalogue_V1_Grading) throws(EventFault) {
    let method: Method =
      switch message.aggregation {
      case .unspecified, .natural: .natural
      case .mean: .mean
      case .median: .median
      case .lowest: .lowest
      case .highest: .highest
      case .mode: .mode
      case .weightedMean: .weightedMean
      case .simpleWeightedMean: .simpleWeightedMean
      case .extraCreditMean: .extraCreditMean
      case .UNRECOGNIZED(let other): throw .aggregation(other)
      }
    self.init(
      method: method, excludesEmpty: message.hasExcludeEmpty ? message.excludeEmpty : nil,
      selection: Selection(
        dropLowest: Int(message.dropLowest), keepHighest: Int(message.keepHighest)))
  }
}

extension Activity {
  fileprivate init(_ message: Clikc_Catalogue_V1_PublishedActivity) throws {
    let questions = try message.keys.map(Question.init)
    let content: Content =
      switch message.kind {
      case .lesson: .lesson(try Lesson(slides: message.slides, checks: questions))
      case .quiz:
        .quiz(
          try Quiz(
            pool: questions, draw: Int(message.draw), passMark: message.passMark,
            attemptsAllowed: Int(message.attemptsAllowed)))
      case .unspecified, .UNRECOGNIZED: throw EventFault.kind(message.activityID)
      }
    if message.hasWeight, !(0...1000).contains(message.weight) {
      throw EventFault.weight(message.activityID, message.weight)
    }
    self.init(
      id: try uuid(message.activityID), title: message.title, content: content,
      weight: GradeItem.Weight(
        fixed: message.hasWeight ? message.weight : nil, extraCredit: message.extraCredit))
  }
}

extension Question {
  fileprivate init(_ message: Clikc_Catalogue_V1_AnswerKey) throws {
    let kind: Kind =
      switch message.kind {
      case .single: .single
      case .multiple: .multiple
      case .trueFalse: .trueFalse
      case .unspecified, .UNRECOGNIZED: throw EventFault.kind(message.questionID)
      }
    try self.init(
      id: message.questionID, kind: kind,
      options: message.options.map { option in
        guard let worth = Worth(option.worth) else {
          throw EventFault.worth(option.optionID, option.worth)
        }
        return Option(id: option.optionID, worth: worth)
      })
  }
}

/// A UUID out of an event.
func uuid(_ text: String) throws(EventFault) -> UUID {
  guard let id = UUID(uuidString: text) else { throw .id(text) }
  return id
}
