import Foundation
import IdentityContract
import SwiftProtobuf

/// The second step at login: how it stands, or what to put into the app.
struct TwoStepModel: Equatable, Sendable {
  let active: Bool
  /// Since when, in words.
  let since: String?
  let codesLeft: String
  /// Whether the site demands it of this person.
  let required: Bool
  let setUp: SetUp?
  let offers: Bool
  let fault: String?
  let notice: String?

  /// What to scan or type.
  struct SetUp: Equatable, Sendable {
    /// The Base32 key in groups of four.
    let key: String
    /// What the app scans.
    let qr: QRDrawing?
  }

  init(
    _ factor: Clikc_Identity_V1_GetSecondFactorResponse, fault: String? = nil,
    notice: String? = nil, _ texts: Texts
  ) {
    active = factor.active
    since = factor.active ? texts.day(factor.activeSince.date) : nil
    codesLeft = texts.number(Double(factor.recoveryCodesLeft), digits: 0)
    required = factor.required
    setUp = factor.hasPending && !factor.active ? SetUp(factor.pending) : nil
    offers = !factor.active && setUp == nil
    self.fault = fault
    self.notice = notice
  }
}

extension TwoStepModel.SetUp {
  init(_ key: Clikc_Identity_V1_SecondFactorKey) {
    let letters = Array(key.key)
    self.key = stride(from: 0, to: letters.count, by: 4)
      .map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: " ")
    qr = QRDrawing(key.address)
  }
}

struct TwoStepView: View {
  static let template = "two-step"

  let model: TwoStepModel
  let title: String
  let security: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    screen.sendsReferrer = false
    screen.allowedAt = [.setUpSecondFactor]
    screen.trail = [.init(security, .security()), .init(title)]
    return screen
  }
}

/// Recovery codes, shown once.
struct RecoveryCodesModel: Equatable, Sendable {
  let codes: [String]
  let next: String
}

struct RecoveryCodesView: View {
  static let template = "recovery-codes"

  let model: RecoveryCodesModel
  let title: String

  var screen: Screen {
    var screen = Screen(title: title)
    screen.sendsReferrer = false
    screen.allowedAt = [.setUpSecondFactor, .acceptPolicy, .confirmProfile]
    return screen
  }
}

/// The code a login waits for.
struct CodeModel: Equatable, Sendable {
  let target: String?
  let fault: String?
}

struct CodeView: View {
  static let template = "code"

  let model: CodeModel
  let title: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    screen.allowedAt = [.enterCode]
    return screen
  }
}
