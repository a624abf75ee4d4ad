import Authentication
import Foundation
import GRPCCore
import NotificationContract
import NotificationDomain
import Postgres
import SwiftProtobuf
import Synchronization

@testable import notification

/// The list of mail that did not arrive, as callers see it.
enum UndeliveredCalls {
  typealias Request = Clikc_Notification_V1_ListUndeliveredRequest
  typealias Found = Clikc_Notification_V1_UndeliveredMail

  static let administrator = Calls.principal(UUID(), [.administrator])

  static func coordinator(of administration: UUID?) -> Principal {
    Calls.principal(UUID(), [.coordinator], administration)
  }

  /// All pages of a list, each as long as the request says.
  static func pages(
    _ workshop: Workshop, as caller: Principal, _ ask: @Sendable (inout Request) -> Void = { _ in }
  ) async throws -> [[Found]] {
    var request = Request()
    ask(&request)
    let asked = request
    let pages = Mutex<[[Found]]>([])
    try await Calls.serve(workshop, as: caller) { _, mail in
      var request = asked
      repeat {
        let answer = try await mail.listUndelivered(request)
        pages.withLock { $0.append(answer.mails) }
        request.pageToken = answer.nextPageToken
      } while !request.pageToken.isEmpty
    }
    return pages.withLock { $0 }
  }

  /// The whole list.
  static func list(
    _ workshop: Workshop, as caller: Principal, _ ask: @Sendable (inout Request) -> Void = { _ in }
  ) async throws -> [Found] {
    try await Self.pages(workshop, as: caller, ask).flatMap { $0 }
  }

  /// How many invitations are said not to have arrived.
  static func count(_ workshop: Workshop, as caller: Principal) async throws -> Int {
    let count = Mutex(0)
    try await Calls.serve(workshop, as: caller) { _, mail in
      let answer = try await mail.countUndelivered(.init())
      count.withLock { $0 = Int(answer.invitations) }
    }
    return count.withLock { $0 }
  }
}

extension Workshop {
  /// Says of mail that is queued what became of it.
  func end(
    _ order: MailOrder, _ state: MailState = .failed, answer: String = "550 5.1.1 nobody",
    at time: Date = Date()
  ) async throws {
    try await self.pool.query(
      """
      update mail set state = \(state.rawValue), answer = \(answer), changed_at = \(time), attempts = 1
      where id = \(order.id)
      """)
  }

  /// The mails of an account, newest first.
  func mails(of learner: Learner) async throws -> [MailOrder] {
    try await MailStore(pool: self.pool).list(accountID: learner.account).map(\.order)
  }

  /// Somebody whose invitation came to nothing.
  func invite(
    _ learner: Learner, _ state: MailState = .failed, answer: String = "550 5.1.1 nobody",
    at time: Date = Date()
  ) async throws {
    try await self.hear(learner.created, aggregate: learner.account, at: time)
    for order in try await self.mails(of: learner) where order.template == .newAccount {
      try await self.end(order, state, answer: answer, at: time)
    }
  }
}
