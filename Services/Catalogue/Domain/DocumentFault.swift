/// One fault of what an author wrote.
package struct DocumentFault: Equatable, Sendable {
  /// Stable names; the raw value is shown as `field.…` in the reader's language.
  package enum Reason: String, Sendable {
    case required = "REQUIRED"
    case tooLong = "TOO_LONG"
    case invalidCharacters = "INVALID_CHARACTERS"
    case unknownLanguage = "UNKNOWN_LANGUAGE"
    case notASlug = "NOT_A_SLUG"
    case notADigest = "NOT_A_DIGEST"
    case outOfRange = "OUT_OF_RANGE"
    case tooFewItems = "TOO_FEW_ITEMS"
    case tooManyItems = "TOO_MANY_ITEMS"
    case duplicate = "DUPLICATE"
    case unknownKind = "UNKNOWN_KIND"
    case bestAnswerNotOne = "BEST_ANSWER_NOT_ONE"
    case trueFalseOptions = "TRUE_FALSE_OPTIONS"
    case drawExceedsPool = "DRAW_EXCEEDS_POOL"
    case gradingUnused = "GRADING_UNUSED"
    case unequalGrades = "UNEQUAL_GRADES"
    case dropAndKeep = "DROP_AND_KEEP"
    case nothingCounts = "NOTHING_COUNTS"
    case unknownCategory = "UNKNOWN_CATEGORY"
    case categoryCycle = "CATEGORY_CYCLE"
  }

  /// Names of the contract separated by dots, items of lists by their index from 0.
  package let path: String
  package let reason: Reason
  /// Values for the placeholders of the text.
  package let arguments: [String: String]

  package init(_ path: String, _ reason: Reason, _ arguments: [String: String] = [:]) {
    self.path = path
    self.reason = reason
    self.arguments = arguments
  }
}
