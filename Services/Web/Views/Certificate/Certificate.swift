import Foundation
import NotificationContract
import SwiftProtobuf

/// A certificate in words.
struct CertificateModel: Equatable, Sendable {
  let course: String
  let courseTitle: String
  let language: String
  let holder: String
  let completedOn: String
  let issuedOn: String
  let serial: String
  let code: String
  /// Where the PDF is, with its size.
  let fileAddress: String
  let fileSize: String
  let verifyAddress: String
  /// The same as people type it.
  let verifyText: String
  let valid: Bool

  init(
    _ certificate: Clikc_Notification_V1_Certificate, siteURL: URL, _ texts: Texts
  ) {
    course = certificate.courseID
    courseTitle = certificate.courseTitle
    language = certificate.language
    holder = certificate.holder.isEmpty ? texts("web.certificate.withheld") : certificate.holder
    let completed = texts.certifiedDay(certificate.completedAt.date)
    completedOn = texts("web.certificate.on", ["day": completed])
    issuedOn = texts.certifiedDay(certificate.issuedAt.date)
    serial = certificate.serial
    code = certificate.code
    fileAddress = SiteURL.certificateFile(certificate.courseID).path
    fileSize = texts("web.certificate.file", ["size": texts.size(certificate.pdfSize)])
    verifyAddress = SiteURL.verify(code: certificate.code).path
    verifyText = siteURL.absoluteString + SiteURL.verify(code: certificate.code).path
    valid = certificate.state == .valid
  }
}

struct CertificateView: View {
  static let template = "certificate"

  let model: CertificateModel
  let title: String
  let home: String

  var screen: Screen {
    var screen = Screen(title: "\(title) - \(model.courseTitle)")
    screen.trail = [
      .init(home, .dashboard()),
      .init(model.courseTitle, .course(model.course), language: model.language), .init(title),
    ]
    screen.course = .init(
      id: model.course, title: model.courseTitle, language: model.language,
      current: .certificate)
    return screen
  }
}

/// What a verification code stands for.
struct VerifyModel: Equatable, Sendable {
  let code: String
  let certificate: CertificateModel?
  let completedOn: String
  /// Whether a code was given that no certificate has.
  let unknown: Bool
  /// What the signature in the QR code is worth; nil when none was given.
  let signature: SignatureNote?
}

/// What a signature is worth, in words.
struct SignatureNote: Equatable, Sendable {
  let text: String
  let holds: Bool

  init?(_ state: Clikc_Notification_V1_SignatureState, _ texts: Texts) {
    switch state {
    case .unspecified: return nil
    case .holds: self.text = texts("web.verify.signature-holds")
    case .other: self.text = texts("web.verify.signature-other")
    case .broken, .UNRECOGNIZED: self.text = texts("web.verify.signature-broken")
    }
    self.holds = state == .holds
  }
}

struct VerifyView: View {
  static let template = "verify"

  let model: VerifyModel
  let title: String

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = model.unknown ? 404 : 200
    return screen
  }
}
