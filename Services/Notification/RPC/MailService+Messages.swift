import Foundation
import NotificationContract
import NotificationDomain
import SwiftProtobuf

extension Clikc_Notification_V1_MailDelivery {
  init(record: MailRecord) {
    self = .with {
      $0.id = record.order.id.uuidString.lowercased()
      $0.template = record.order.template.rawValue
      $0.recipient = record.order.address
      $0.state = Clikc_Notification_V1_MailState(record.state)
      $0.attempts = Int32(clamping: record.attempts)
      $0.createdAt = Google_Protobuf_Timestamp(date: record.order.createdAt)
      $0.changedAt = Google_Protobuf_Timestamp(date: record.changedAt)
      $0.answer = record.answer
      $0.answerFromServer = ServerAnswer(record.answer) != nil
      if let reason = record.reason {
        $0.reason = Clikc_Notification_V1_UndeliveredReason(reason)
      }
      $0.accountID = record.order.accountID.uuidString.lowercased()
      if let openedAt = record.openedAt {
        $0.openedAt = Google_Protobuf_Timestamp(date: openedAt)
      }
      if record.state == .queued {
        $0.dueAt = Google_Protobuf_Timestamp(date: record.dueAt)
      }
    }
  }
}

extension Clikc_Notification_V1_MailState {
  init(_ state: MailState) {
    self =
      switch state {
      case .queued: .queued
      case .sending: .sending
      case .accepted: .accepted
      case .failed: .failed
      case .expired: .expired
      case .suppressed: .suppressed
      }
  }
}

extension Clikc_Notification_V1_MailTemplate {
  init(_ template: MailTemplate) {
    self = .with {
      $0.name = template.rawValue
      $0.carriesSecret = template.secret != nil
      $0.essential = template.isEssential
    }
  }
}
