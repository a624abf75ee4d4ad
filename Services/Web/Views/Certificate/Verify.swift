import Foundation
import NotificationContract
import SwiftProtobuf

/// What a verification code stands for.
struct VerifyModel: Equatable, Sendable {
  let code: String
  /// The name that was typed to be compared.
  let name: String
  let certificate: Verified?
  /// Whether a code was given that no certificate has.
  let unknown: Bool
  /// What the signature in the QR code is worth; nil when none was given.
  let signature: StateNote?
  /// Whether the name that was typed is the holder's; nil when none was.
  let nameCheck: StateNote?
  /// What the page says of the certificate, for machines: JSON-LD that may stand in HTML; nil without one.
  let statement: String?

  /// A certificate as anybody sees it who has its code.
  struct Verified: Equatable, Sendable {
    let state: StateNote
    let holder: String
    let showsHolder: Bool
    let courseTitle: String
    let language: String
    let completedOn: String
    let issuedOn: String
    /// Nil without end.
    let until: String?
    let serial: String
    let code: String
  }

  /// The form alone.
  init() {
    (code, name, certificate, unknown, signature, nameCheck) = ("", "", nil, false, nil, nil)
    statement = nil
  }

  /// The answer to a code; nil when it cannot be one.
  init(
    _ answer: Clikc_Notification_V1_VerifyCertificateResponse?, code: String, name: String,
    siteURL: URL, _ texts: Texts
  ) throws {
    self.code = code
    self.name = name
    let found = answer.flatMap { $0.hasCertificate ? $0.certificate : nil }
    certificate = found.map { Verified($0, texts) }
    statement = try found.map { try LinkedCertificate($0, siteURL: siteURL, texts).text() }
    unknown = found == nil
    signature = answer.flatMap { StateNote($0.signature, texts) }
    nameCheck = answer.flatMap { StateNote($0.holderCheck, texts) }
  }
}

extension VerifyModel.Verified {
  init(_ certificate: Clikc_Notification_V1_Certificate, _ texts: Texts) {
    state = StateNote(verifying: certificate, texts)
    holder = certificate.shownHolder(texts)
    showsHolder = certificate.showsHolder
    courseTitle = certificate.courseTitle
    language = certificate.language
    completedOn = texts.certifiedDay(certificate.completedAt.date)
    issuedOn = texts.certifiedDay(certificate.issuedAt.date)
    until = certificate.validUntil.isEmpty ? nil : texts.calendarDay(certificate.validUntil)
    serial = certificate.serial
    code = certificate.code
  }
}

extension StateNote {
  /// What the signature of a QR code is worth; nil when none was given.
  init?(_ state: Clikc_Notification_V1_SignatureState, _ texts: Texts) {
    switch state {
    case .unspecified: return nil
    case .holds: text = texts("web.verify.signature-holds")
    case .other: text = texts("web.verify.signature-other")
    case .broken, .UNRECOGNIZED: text = texts("web.verify.signature-broken")
    }
    (good, bad) = (state == .holds, state != .holds)
  }

  /// Whether a name is the holder's; nil when none was given.
  init?(_ check: Clikc_Notification_V1_HolderCheck, _ texts: Texts) {
    switch check {
    case .unspecified, .UNRECOGNIZED: return nil
    case .same: text = texts("web.verify.name-same")
    case .different: text = texts("web.verify.name-different")
    }
    (good, bad) = (check == .same, check == .different)
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
