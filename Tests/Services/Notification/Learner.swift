import CatalogueContract
import Foundation
import IdentityContract
import ProgressContract
import SwiftProtobuf

/// Somebody who studies a course, and the events that say so.
struct Learner: Sendable {
  var account = UUID()
  let course = UUID()
  var name = "Amina Okonkwo"
  var email = "amina@customs.example"
  var language = "en"
  var administration = ""
  var serial: Int64 = 0

  var created: Clikc_Identity_V1_AccountCreated {
    .with {
      $0.accountID = self.account.uuidString.lowercased()
      $0.username = "aokonkwo"
      $0.email = self.email
      $0.name = self.name
      $0.language = self.language
      $0.administrationID = self.administration
      $0.secretSerial = self.serial
      $0.secretExpiresAt = Google_Protobuf_Timestamp(date: Date() + 7 * 86400)
    }
  }

  var changed: Clikc_Identity_V1_AccountChanged {
    .with {
      $0.accountID = self.account.uuidString.lowercased()
      $0.username = "aokonkwo"
      $0.email = self.email
      $0.name = self.name
      $0.language = self.language
      $0.administrationID = self.administration
    }
  }

  func published(
    version: Int64 = 1, title: String = "Risk Management", certificate: Bool = true,
    months: Int32 = 0, code: String = "", language: String = "fr"
  ) -> Clikc_Catalogue_V1_CoursePublished {
    .with {
      $0.courseID = self.course.uuidString.lowercased()
      $0.title = title
      $0.code = code
      $0.language = language
      $0.version = version
      $0.certificate = certificate
      $0.certificateMonths = months
      $0.hours = 2.5
    }
  }

  func completed(version: Int64 = 1) -> Clikc_Progress_V1_CourseCompleted {
    .with {
      $0.accountID = self.account.uuidString.lowercased()
      $0.courseID = self.course.uuidString.lowercased()
      $0.courseVersion = version
      $0.completedAt = Google_Protobuf_Timestamp(date: Date(timeIntervalSince1970: 1_795_511_107))
    }
  }
}
