/// What a bilingual certificate says in the holder's own language, beside the course's.
package struct SecondLanguage: Hashable, Sendable {
  /// Of the holder's account at the time; never the course's.
  package let language: WrittenLanguage
  /// Of the course in that language, or as it is when it has no such variant.
  package let courseTitle: String

  /// Nil when the holder's language is the course's.
  package init?(_ language: WrittenLanguage, courseTitle: String, beside first: WrittenLanguage) {
    guard language != first else { return nil }
    self.language = language
    self.courseTitle = courseTitle
  }

  /// The code of a course's variant in another language. Variants have the same code but for the language at
  /// its end, as `risk-management-en` and `risk-management-fr`; nil for a code that does not end so.
  package static func variant(
    of code: String, in first: WrittenLanguage, for second: WrittenLanguage
  ) -> String? {
    let ending = "-\(first.rawValue)"
    guard code.hasSuffix(ending), code.count > ending.count else { return nil }
    return code.dropLast(ending.count) + "-\(second.rawValue)"
  }
}
