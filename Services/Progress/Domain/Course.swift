package import Foundation

/// One published version of a course, as far as progress must know it.
package struct Course: Sendable, Equatable {
  package let id: UUID
  /// From 1, growing with each publication.
  package let version: Int64
  package let code: String
  /// Language of the content, such as "en".
  package let language: String
  package let title: String
  /// In the author's order, each once.
  package let activities: [Activity]
  /// How the course total is made.
  package let grading: Grading

  /// - Throws: ``Activity/Refusal/repeated(_:)`` when an activity comes twice, and
  ///   ``Activity/Refusal/grading(_:)`` when the activities cannot be graded so.
  package init(
    id: UUID, version: Int64, code: String, language: String, title: String,
    activities: [Activity], grading: Grading = Grading()
  ) throws(Activity.Refusal) {
    if let twice = firstRepeated(activities.map(\.id.uuidString)) { throw .repeated(twice) }
    do throws(Grading.Refusal) { try grading.check(activities) } catch { throw .grading(error) }
    self.id = id
    self.version = version
    self.code = code
    self.language = language
    self.title = title
    self.activities = activities
    self.grading = grading
  }

  /// The activity with this id; nil when this version does not have it.
  package func activity(_ id: UUID) -> Activity? {
    self.activities.first { $0.id == id }
  }
}

/// The first value that was there before; nil when all differ.
func firstRepeated(_ values: [String]) -> String? {
  var known: Set<String> = []
  return values.first { !known.insert($0).inserted }
}
