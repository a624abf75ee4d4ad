import Authentication
import Foundation
import GRPCCore
import NotificationContract
import NotificationDomain
import Postgres
import SwiftProtobuf
import Synchronization
import Testing

@testable import notification

/// Suppressed addresses as callers see them.
enum SuppressionCalls {
  typealias Request = Clikc_Notification_V1_ListSuppressedRequest
  typealias Found = Clikc_Notification_V1_SuppressedAddress

  /// All pages of a list, each as long as the request says.
  static func pages(
    _ workshop: Workshop, as caller: Principal, _ ask: @Sendable (inout Request) -> Void = { _ in }
  ) async throws -> [[Found]] {
    let pages = Mutex<[[Found]]>([])
    try await Calls.serve(workshop, as: caller) { _, mail in
      var request = Request.with { ask(&$0) }
      repeat {
        let answer = try await mail.listSuppressed(request)
        pages.withLock { $0.append(answer.addresses) }
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

  /// The list, where it is of one address.
  static func only(_ workshop: Workshop, as caller: Principal) async throws -> Found {
    let found = try await Self.list(workshop, as: caller)
    #expect(found.count == 1)
    return try #require(found.first)
  }

  /// Lets mail go to an address again; answers it.
  @discardableResult
  static func lift(
    _ id: String, _ workshop: Workshop, as caller: Principal
  ) async throws -> String {
    let address = Mutex("")
    try await Calls.serve(workshop, as: caller) { _, mail in
      let answer = try await mail.liftSuppression(.with { $0.suppressionID = id })
      address.withLock { $0 = answer.address }
    }
    return address.withLock { $0 }
  }
}

extension Workshop {
  /// Mail to an address fails, as often as is said.
  func fail(
    _ address: String, times: Int = 2, answer: String = "550 5.1.1 nobody",
    _ failure: SuppressionRule.Failure = .hard
  ) async throws {
    for _ in 0..<times {
      try await self.pool.transaction { connection in
        try await MailStore.count(failure, against: address, answer: answer, in: connection)
      }
    }
  }
}
