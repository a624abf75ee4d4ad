import Foundation
import NotificationContract
import SwiftProtobuf

/// Which certificates are looked for, as it stands in the address.
struct RegisterFilter: Equatable, Sendable {
  var search = ""
  var account = ""
  var course = ""
  var page = ""

  init() {}

  init(_ query: Form) {
    search = query["q"]
    account = query["account"]
    course = query["course"]
    page = query["page"]
  }

  /// Those of one person.
  init(account: String) { self.account = account }

  /// Those of one course.
  init(course: String) { self.course = course }

  var request: Clikc_Notification_V1_ListCertificatesRequest {
    .with {
      $0.query = search
      $0.accountID = account
      $0.courseID = course
      $0.pageToken = page
    }
  }

  /// Names and values for an address; what is not asked for is left out.
  var pairs: [(String, String?)] {
    func said(_ text: String) -> String? { text.isEmpty ? nil : text }
    return [
      ("q", said(search)), ("account", said(account)), ("course", said(course)),
      ("page", said(page)),
    ]
  }
}

/// The certificates somebody looks after, and what waits for a second person.
struct RegisterModel: Equatable, Sendable {
  let search: String
  let account: String
  let course: String
  /// Whether only those of one person or course are shown.
  let narrowed: Bool
  let waiting: [Waiting]
  let isWaiting: Bool
  let rows: [Row]
  let none: Bool
  let next: String?

  /// A proposal that waits.
  struct Waiting: Equatable, Sendable {
    let address: String
    let serial: String
    let holder: String
    let course: String
    let reason: String
    let proposer: String
    let proposed: String
  }

  /// A certificate.
  struct Row: Equatable, Sendable {
    let address: String
    let serial: String
    let holder: String
    let course: String
    let language: String
    let issued: String
    let state: RegisterState
    let waits: Bool
  }

  init(
    _ answer: Clikc_Notification_V1_ListCertificatesResponse,
    _ revocations: Clikc_Notification_V1_ListRevocationsResponse, _ filter: RegisterFilter,
    _ texts: Texts
  ) {
    search = filter.search
    account = filter.account
    course = filter.course
    narrowed = !account.isEmpty || !course.isEmpty
    waiting = revocations.revocations.map { Waiting($0, texts) }
    isWaiting = !waiting.isEmpty
    rows = answer.certificates.map { Row($0, texts) }
    none = rows.isEmpty
    var following = filter
    following.page = answer.nextPageToken
    next = answer.nextPageToken.isEmpty ? nil : SiteURL.register(following).path
  }
}

extension RegisterModel.Waiting {
  init(_ revocation: Clikc_Notification_V1_Revocation, _ texts: Texts) {
    let certificate = revocation.certificate.certificate
    address = SiteURL.registered(revocation.certificate.id).path
    serial = certificate.serial
    holder = certificate.shownHolder(texts)
    course = certificate.courseTitle
    reason = texts("web.register.reason-\(max(1, revocation.reason.rawValue))")
    proposer = revocation.proposer
    proposed = texts.moment(revocation.proposedAt.date)
  }
}

extension RegisterModel.Row {
  init(_ registered: Clikc_Notification_V1_RegisteredCertificate, _ texts: Texts) {
    let certificate = registered.certificate
    address = SiteURL.registered(registered.id).path
    serial = certificate.serial
    holder = certificate.shownHolder(texts)
    course = certificate.courseTitle
    language = certificate.language
    issued = texts.certifiedDay(certificate.issuedAt.date)
    state = RegisterState(certificate.state, texts)
    waits = registered.revocationWaits
  }
}

/// Whether a certificate holds, in a word.
struct RegisterState: Equatable, Sendable {
  let text: String
  let good: Bool
  let bad: Bool

  init(_ state: Clikc_Notification_V1_CertificateState, _ texts: Texts) {
    text = texts("web.register.state-\(min(4, max(1, state.rawValue)))")
    good = state == .valid
    bad = state == .revoked
  }
}

struct RegisterView: View {
  static let template = "register"

  let model: RegisterModel
  let title: String

  var screen: Screen { Screen(title: title) }
}
