import Foundation
import IdentityContract
import SwiftProtobuf

/// Where a person is logged in, and who logged in or tried to.
struct SecurityModel: Equatable, Sendable {
  let notice: String?
  /// Whether logins need a code.
  let twoStep: Bool
  let sessions: [OpenSession]
  let history: [Line]
  let noHistory: Bool
  let next: String?

  /// A session of the person's.
  struct OpenSession: Equatable, Sendable {
    let device: String
    let address: String
    let began: String
    let seen: String
    let current: Bool
    let remembered: Bool
    /// Where it is ended, and what the button is called aloud.
    let end: String
    let endLabel: String
  }

  /// A login or a try.
  struct Line: Equatable, Sendable {
    let when: String
    let result: String
    let good: Bool
    let device: String
    let address: String
  }

  init(
    _ sessions: Clikc_Identity_V1_ListSessionsResponse,
    _ signIns: Clikc_Identity_V1_ListSignInsResponse,
    _ factor: Clikc_Identity_V1_GetSecondFactorResponse, notice: String?, _ texts: Texts
  ) {
    self.notice = notice
    twoStep = factor.active
    self.sessions = sessions.sessions.map { OpenSession($0, texts) }
    history = signIns.signIns.map { Line($0, texts) }
    noHistory = history.isEmpty
    next =
      signIns.nextPageToken.isEmpty ? nil : SiteURL.security(page: signIns.nextPageToken).path
  }
}

extension SecurityModel.OpenSession {
  init(_ session: Clikc_Identity_V1_OpenSession, _ texts: Texts) {
    device = DeviceName.of(session.device, texts)
    address = session.clientAddress
    began = texts.moment(session.beganAt.date)
    seen = texts.moment(session.lastSeenAt.date)
    current = session.current
    remembered = session.remembered
    end = SiteURL.endSession(session.id).path
    endLabel = texts("web.security.end-label", ["device": device, "address": address])
  }
}

extension SecurityModel.Line {
  init(_ signIn: Clikc_Identity_V1_SignIn, _ texts: Texts) {
    when = texts.moment(signIn.at.date)
    let known = (1...6).contains(signIn.outcome.rawValue) ? signIn.outcome.rawValue : 2
    result = texts("web.security.outcome.\(known)")
    good = signIn.outcome == .signedIn
    device = DeviceName.of(signIn.device, texts)
    address = signIn.clientAddress
  }
}

struct SecurityView: View {
  static let template = "security"

  let model: SecurityModel
  let title: String

  var screen: Screen { Screen(title: title) }
}
