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
  /// Where the digital credential is.
  let credentialAddress: String
  let verifyAddress: String
  /// The same as people type it.
  let verifyText: String
  /// Why it does not hold, or its last day; nil for one without end that holds.
  let notice: StateNote?
  /// Whether its file is offered.
  let offered: Bool
  /// Whether those who verify it see the full name.
  let showsHolder: Bool
  /// Where the holder says so.
  let holderAddress: String
  /// Whether the holder has just said so.
  let saved: Bool

  init(
    _ certificate: Clikc_Notification_V1_Certificate, saved: Bool = false, siteURL: URL,
    _ texts: Texts
  ) {
    course = certificate.courseID
    courseTitle = certificate.courseTitle
    language = certificate.language
    holder = certificate.shownHolder(texts)
    let completed = texts.certifiedDay(certificate.completedAt.date)
    completedOn = texts("web.certificate.on", ["day": completed])
    issuedOn = texts.certifiedDay(certificate.issuedAt.date)
    serial = certificate.serial
    code = certificate.code
    fileAddress = SiteURL.certificateFile(certificate.courseID).path
    fileSize = texts("web.certificate.file", ["size": texts.size(certificate.pdfSize)])
    credentialAddress = SiteURL.certificateCredential(certificate.courseID).path
    verifyAddress = SiteURL.verify(code: certificate.code).path
    verifyText = siteURL.absoluteString + SiteURL.verify(code: certificate.code).path
    notice = StateNote(holding: certificate, texts)
    offered = certificate.state != .revoked
    showsHolder = certificate.showsHolder
    holderAddress = SiteURL.certificateHolder(certificate.courseID).path
    self.saved = saved
  }
}

extension Clikc_Notification_V1_Certificate {
  /// The holder as the certificate is answered with; of an erased one, that the name is withheld.
  func shownHolder(_ texts: Texts) -> String {
    holder.isEmpty ? texts("web.certificate.withheld") : holder
  }
}

/// Whether a certificate holds, in words.
struct StateNote: Equatable, Sendable {
  let text: String
  let good: Bool
  let bad: Bool

  /// For its holder; nil when there is nothing to say.
  init?(holding certificate: Clikc_Notification_V1_Certificate, _ texts: Texts) {
    let until = ["day": texts.calendarDay(certificate.validUntil)]
    (good, bad) = (false, certificate.state == .revoked)
    switch certificate.state {
    case .revoked:
      let day = ["day": texts.certifiedDay(certificate.revokedAt.date)]
      text = texts("web.certificate.taken-back", day)
    case .expired: text = texts("web.certificate.expired", until)
    case _ where !certificate.validUntil.isEmpty: text = texts("web.certificate.until", until)
    default: return nil
    }
  }

  /// For whoever verifies it.
  init(verifying certificate: Clikc_Notification_V1_Certificate, _ texts: Texts) {
    good = certificate.state == .valid
    bad = certificate.state == .revoked
    switch certificate.state {
    case .revoked:
      let day = ["day": texts.certifiedDay(certificate.revokedAt.date)]
      text = texts("web.verify.taken-back", day)
    case .superseded:
      let day = ["day": texts.certifiedDay(certificate.supersededAt.date)]
      text = texts("web.verify.superseded", day)
    case .expired:
      text = texts("web.verify.expired", ["day": texts.calendarDay(certificate.validUntil)])
    default: text = texts("web.verify.valid")
    }
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
