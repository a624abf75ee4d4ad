import Foundation
import GRPCCore
import NotificationContract
import NotificationDomain
import Problems
import SwiftProtobuf

extension UndeliveredFilter {
  /// What a request asks for; refuses what the contract does not know, and another administration than a coordinator's.
  init(
    _ request: Clikc_Notification_V1_ListUndeliveredRequest, for caretaker: Caretaker
  ) throws {
    self.init()
    if request.state != .unspecified {
      self.state = try Self.known(UndeliveredState(rawValue: request.state.rawValue), "state")
    }
    if !request.template.isEmpty {
      self.template = try Self.known(MailTemplate(rawValue: request.template), "template")
    }
    self.after = try RequestField.position(request.pageToken)
    if request.pageSize > 0 { self.limit = min(Int(request.pageSize), 200) }
    let asked = try RequestField.optional(request.administrationID, "administration_id")
    guard asked == nil || caretaker.isAdministrator || asked == caretaker.administrationID else {
      throw Refusal(.permissionDenied, "MAIL_NOT_VISIBLE")
    }
    self.administrationID = asked
  }

  private static func known<Value>(_ value: Value?, _ field: String) throws -> Value {
    guard let value else { throw Refusal.invalid([FieldViolation(field, "INVALID_CHOICE")]) }
    return value
  }
}

extension Clikc_Notification_V1_UndeliveredMail {
  init(_ found: UndeliveredMail) {
    self = .with {
      $0.delivery = Clikc_Notification_V1_MailDelivery(record: found.mail)
      $0.name = found.name
      $0.administrationID = found.administrationID?.uuidString.lowercased() ?? ""
      $0.reason = Clikc_Notification_V1_UndeliveredReason(
        UndeliveredReason(answer: found.mail.answer))
      $0.accountExists = found.hasAccount
      $0.repeated = found.isRepeated
      $0.resendable = found.isResendable
      $0.suppressionID = found.suppression?.uuidString.lowercased() ?? ""
    }
  }
}

extension Clikc_Notification_V1_UndeliveredReason {
  init(_ reason: UndeliveredReason) {
    self =
      switch reason {
      case .refused: .unspecified
      case .nobody: .nobody
      case .domain: .domain
      case .closed: .closed
      case .full: .full
      case .unwanted: .unwanted
      case .later: .later
      case .unreachable: .unreachable
      case .tooOld: .tooOld
      case .outdated: .outdated
      case .suppressed: .suppressed
      case .restored: .restored
      case .unwritten: .unwritten
      }
  }
}
