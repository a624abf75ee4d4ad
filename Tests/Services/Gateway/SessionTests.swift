import Authentication
import Foundation
import GRPCCore
import Hummingbird
import IdentityContract
import NIOCore
import SwiftProtobuf
import Testing

@testable import gateway

@Suite("Sessions")
struct SessionTests {
  @Test("a session is asked for once in fifteen seconds, and again when it is revoked")
  func cache() async throws {
    try await withGateway { gateway in
      for _ in 0..<3 { _ = try await gateway.send(.get, "/api/v1/my/courses") }
      let cached = gateway.services.resolutions
      gateway.cache.revoke(accountID: TestSession.accountID, sessionIDs: [])
      _ = try await gateway.send(.get, "/api/v1/my/courses")

      #expect(cached == 1)
      #expect(gateway.services.resolutions == 2)
    }
  }

  @Test("revoking another account's or another session keeps this one")
  func others() async throws {
    try await withGateway { gateway in
      _ = try await gateway.send(.get, "/api/v1/my/courses")
      gateway.cache.revoke(accountID: "another", sessionIDs: [])
      gateway.cache.revoke(accountID: TestSession.accountID, sessionIDs: ["another"])
      _ = try await gateway.send(.get, "/api/v1/my/courses")
      gateway.cache.clear()
      _ = try await gateway.send(.get, "/api/v1/my/courses")

      #expect(gateway.services.resolutions == 2)
    }
  }

  @Test("a session resolved before a revocation is not kept after it")
  func race() throws {
    let cache = SessionCache()
    let session = try Session(
      Clikc_Identity_V1_ResolveSessionResponse(
        serializedBytes: TestSession.resolved(
          Clikc_Identity_V1_ResolveSessionRequest.with { $0.token = "open" }.serializedBytes())))
    let before = cache.generation
    cache.revoke(accountID: "another", sessionIDs: [])
    cache.store(session, key: [1], since: before, now: .now)
    let missed = cache.session([1], now: .now)
    cache.store(session, key: [1], since: cache.generation, now: .now)

    #expect(missed == nil)
    #expect(cache.session([1], now: .now) != nil)
    #expect(cache.session([1], now: .now + cache.lifetime) == nil)
  }

  @Test("S14: a session is not kept beyond its end")
  func end() throws {
    let cache = SessionCache()
    let session = try Session(
      Clikc_Identity_V1_ResolveSessionResponse(
        serializedBytes: TestSession.resolved(
          Clikc_Identity_V1_ResolveSessionRequest.with { $0.token = "open" }.serializedBytes())))
    cache.store(session, key: [1], since: cache.generation, now: .now)

    #expect(cache.session([1], now: .now, date: session.expires - 0.001) != nil)
    #expect(cache.session([1], now: .now, date: session.expires) == nil)
  }

  @Test("a gate passed on another gateway opens at once")
  func gatePassedElsewhere() async throws {
    try await withGateway { gateway in
      let refused = try await gateway.send(.get, "/api/v1/my/courses", token: "password")
      gateway.services.answer(TestSession.resolve) { _ in
        try TestSession.resolved(
          Clikc_Identity_V1_ResolveSessionRequest.with { $0.token = "open" }.serializedBytes())
      }
      let opened = try await gateway.send(.get, "/api/v1/my/courses", token: "password")

      #expect(refused.reason == "PASSWORD_CHANGE_REQUIRED")
      #expect(opened.status == .ok)
    }
  }

  @Test("a session that changes its own account is resolved anew")
  func ownChange() async throws {
    try await withGateway { gateway in
      _ = try await gateway.send(.delete, "/api/v1/sessions/current")
      _ = try await gateway.send(.get, "/api/v1/my/courses")

      #expect(gateway.services.resolutions == 2)
    }
  }

  @Test("while Identity is away a protected route answers 503, a public one works")
  func identityAway() async throws {
    try await withGateway { gateway in
      gateway.services.refuse(
        TestSession.resolve, RPCError(code: .unavailable, message: ""))
      let closed = try await gateway.send(.get, "/api/v1/my/courses")
      let open = try await gateway.send(.get, "/api/v1/figures")

      #expect(closed.status == .serviceUnavailable)
      #expect(open.status == .ok)
    }
  }

  @Test("the bearer header wins over the cookie, other schemes are none")
  func credentials() {
    #expect(
      Credential([.authorization: "bearer x", .cookie: "__Host-sid=y"]) == .bearer("x"))
    #expect(Credential([.cookie: "a=b;  __Host-sid=y; c=d"]) == .cookie("y"))
    #expect(Credential([.authorization: "Basic x", .cookie: "__Host-sid=y"]) == nil)
    #expect(Credential([.cookie: "sid=y"]) == nil)
  }

  @Test("a forwarded address is believed from this machine only")
  func addresses() throws {
    let local = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
    let remote = try SocketAddress(ipAddress: "203.0.113.5", port: 1)

    #expect(ClientAddress.of(local, forwarded: ["6.6.6.6, 198.51.100.7"]) == "198.51.100.7")
    #expect(ClientAddress.of(local, forwarded: ["nonsense"]) == "127.0.0.1")
    #expect(ClientAddress.of(local, forwarded: []) == "127.0.0.1")
    #expect(ClientAddress.of(remote, forwarded: ["198.51.100.7"]) == "203.0.113.5")
    #expect(ClientAddress.of(nil, forwarded: []) == "")
  }
}
