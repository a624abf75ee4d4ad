import Foundation
import GRPCCore
import IdentityContract
import SwiftProtobuf
import Testing

@testable import gateway

@Suite("The renewal of sessions")
struct SessionRenewerTests {
  private static let method = "clikc.identity.v1.Sessions/RenewSessions"

  private static func statement() throws -> Clikc_Identity_V1_ResolveSessionResponse {
    try Clikc_Identity_V1_ResolveSessionResponse(
      serializedBytes: TestSession.resolved(
        Clikc_Identity_V1_ResolveSessionRequest.with { $0.token = "open" }.serializedBytes()))
  }

  /// Runs with so many sessions whose statements are old, by the keys [0], [1], …; the last use of each was a second ago.
  private func withOldSessions(
    _ count: UInt8, _ services: FakeServices,
    _ body: @escaping @Sendable (SessionRenewer, SessionCache, Date) async throws -> Void
  ) async throws {
    try await services.run { client in
      let cache = SessionCache()
      let used = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded() - 1)
      for number in 0..<count {
        cache.store(
          try Session(Self.statement()), key: [number], since: cache.generation,
          now: .now - .seconds(16), date: used)
      }
      let renewer = SessionRenewer(
        sessions: Clikc_Identity_V1_Sessions.Client(wrapping: client), cache: cache,
        logger: TestSession.silent)
      try await body(renewer, cache, used)
    }
  }

  @Test("asks for those in use, fifty at a time, and tells when they were used")
  func batches() async throws {
    let services = FakeServices()
    services.answer(Self.method) { bytes in
      let asked = try Clikc_Identity_V1_RenewSessionsRequest(serializedBytes: bytes)
      return try Clikc_Identity_V1_RenewSessionsResponse.with {
        $0.sessions = try asked.sessions.map { known in
          let statement = try Self.statement()
          return .with {
            $0.tokenHash = known.tokenHash
            $0.session = statement
          }
        }
      }.serializedBytes()
    }
    try await withOldSessions(120, services) { renewer, cache, used in
      await renewer.renewDue()
      let requests = try services.calls.map {
        try Clikc_Identity_V1_RenewSessionsRequest(serializedBytes: $0.request).sessions
      }
      #expect(requests.map(\.count) == [50, 50, 20])
      #expect(requests.joined().allSatisfy { $0.usedAt.date == used })
      #expect(Set(requests.joined().map(\.tokenHash)).count == 120)
      let next = try #require(cache.nextDue)
      #expect(next > .now + .seconds(10))
    }
  }

  @Test("forgets a session that Identity does not name, and keeps the others")
  func ended() async throws {
    let services = FakeServices()
    services.answer(Self.method) { _ in
      let statement = try Self.statement()
      return try Clikc_Identity_V1_RenewSessionsResponse.with {
        $0.sessions = [
          .with {
            $0.tokenHash = Data([1])
            $0.session = statement
          }
        ]
      }.serializedBytes()
    }
    try await withOldSessions(2, services) { renewer, cache, _ in
      await renewer.renewDue()
      #expect(cache.session([0], now: .now) == nil)
      #expect(cache.session([1], now: .now) != nil)
    }
  }

  @Test("leaves everything as it is while Identity is away, and asks again a second later")
  func away() async throws {
    let services = FakeServices()
    services.refuse(Self.method, RPCError(code: .unavailable, message: "away"))
    try await withOldSessions(2, services) { renewer, cache, _ in
      await renewer.renewDue()
      #expect(cache.session([0], now: .now) != nil && cache.session([1], now: .now) != nil)
      let next = try #require(cache.nextDue)
      #expect(next > .now && next < .now + .seconds(2))
      #expect(cache.takeDue(atMost: 9, now: next).count == 2)
    }
  }
}
