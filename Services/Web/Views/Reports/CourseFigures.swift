import CatalogueContract
import NotificationContract

/// What is counted of a course: learners by Catalogue, certificates by Notification.
struct CourseFigures: Equatable, Sendable {
  let id: String
  let title: String
  /// Of the title; empty where only certificates are left of the course.
  let language: String
  let learners: Int32
  let valid: Int32
  let recent: Int32
  let ending: Int32

  /// Courses with learners in their order, then those of which there are certificates alone, by title.
  static func all(
    _ learners: Clikc_Catalogue_V1_CountLearnersResponse,
    _ certificates: Clikc_Notification_V1_CountCertificatesResponse
  ) -> [CourseFigures] {
    let certified = Dictionary(certificates.courses.map { ($0.courseID, $0) }) { first, _ in first }
    let studied = Set(learners.courses.map(\.courseID))
    let others = certificates.courses.filter { !studied.contains($0.courseID) }
      .sorted { ($0.title, $0.courseID) < ($1.title, $1.courseID) }
    return learners.courses.map {
      Self($0.courseID, $0.title, $0.language, $0.learners, certified[$0.courseID])
    } + others.map { Self($0.courseID, $0.title, "", 0, $0) }
  }

  private init(
    _ id: String, _ title: String, _ language: String, _ learners: Int32,
    _ certificates: Clikc_Notification_V1_CertificateCount?
  ) {
    self.id = id
    self.title = title
    self.language = language
    self.learners = learners
    valid = certificates?.valid ?? 0
    recent = certificates?.recent ?? 0
    ending = certificates?.ending ?? 0
  }
}
