import Foundation
import NotificationContract
import SwiftProtobuf

/// What the page about a verification code says, for machines: JSON-LD in the terms of schema.org. Of the holder it
/// says nothing.
struct LinkedCertificate: Encodable, Equatable {
  /// Who issued it.
  struct Organization: Encodable, Equatable {
    let type = "Organization"
    let name: String
    let url: String

    enum CodingKeys: String, CodingKey {
      case type = "@type"
      case name, url
    }
  }

  /// What it was issued for, and the day it was completed.
  struct Course: Encodable, Equatable {
    struct Instance: Encodable, Equatable {
      let type = "CourseInstance"
      let endDate: String

      enum CodingKeys: String, CodingKey {
        case type = "@type"
        case endDate
      }
    }

    let type = "Course"
    let name: String
    let inLanguage: String
    let hasCourseInstance: Instance

    enum CodingKeys: String, CodingKey {
      case type = "@type"
      case name, inLanguage, hasCourseInstance
    }
  }

  let context = "https://schema.org"
  let type = "EducationalOccupationalCredential"
  let name: String
  let credentialCategory = "Certificate"
  /// The number.
  let identifier: String
  /// Where it is verified.
  let url: String
  /// `valid`, `expired`, `revoked` or `superseded`.
  let creativeWorkStatus: String
  let dateCreated: String
  /// Its last day; nil without end.
  let expires: String?
  let about: Course
  let recognizedBy: Organization

  enum CodingKeys: String, CodingKey {
    case context = "@context"
    case type = "@type"
    case name, credentialCategory, identifier, url, creativeWorkStatus, dateCreated, expires
    case about, recognizedBy
  }

  init(
    _ certificate: Clikc_Notification_V1_Certificate, siteURL: URL, _ texts: Texts
  ) {
    name = certificate.courseTitle
    identifier = certificate.serial
    url = siteURL.absoluteString + SiteURL.verify(code: certificate.code).path
    creativeWorkStatus = certificate.state.word
    dateCreated = Self.day(certificate.issuedAt)
    expires = certificate.validUntil.isEmpty ? nil : certificate.validUntil
    about = Course(
      name: certificate.courseTitle, inLanguage: certificate.language,
      hasCourseInstance: .init(endDate: Self.day(certificate.completedAt)))
    recognizedBy = Organization(
      name: texts("certificate.organization"), url: siteURL.absoluteString)
  }

  /// As it may stand in an element `script`, where `<` could end it.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(self), as: UTF8.self)
    return json.replacing("<", with: "\\u003c")
  }

  /// The day in UTC, as certificates bear it.
  private static func day(_ time: Google_Protobuf_Timestamp) -> String {
    time.date.formatted(.iso8601.year().month().day())
  }
}

extension Clikc_Notification_V1_CertificateState {
  /// Whether it holds, in one word for machines.
  fileprivate var word: String {
    switch self {
    case .valid: "valid"
    case .expired: "expired"
    case .revoked: "revoked"
    case .superseded: "superseded"
    case .unspecified, .unknown, .UNRECOGNIZED: "unknown"
    }
  }
}
