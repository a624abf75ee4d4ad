/// What a row changes of an account.
package struct ImportDifference: Equatable, Sendable {
  /// name, email, language or role.
  package let column: String
  package let before: String
  package let after: String
}

extension ImportWish {
  /// What differs from what an account was, in the columns of the file.
  package func differences(from former: ImportWish) -> [ImportDifference] {
    let values: [(String, String?, String?)] = [
      ("name", former.name, name), ("email", former.email, email),
      ("language", former.language, language),
      ("role", former.tutor.map(Self.role), tutor.map(Self.role)),
    ]
    return values.compactMap { column, before, after in
      guard let before, let after, before != after else { return nil }
      return ImportDifference(column: column, before: before, after: after)
    }
  }

  /// As a file names it.
  private static func role(_ isTutor: Bool) -> String { isTutor ? "tutor" : "learner" }
}
