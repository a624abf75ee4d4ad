import Authentication
import Foundation
import GRPCCore
import Hummingbird
import IdentityContract
import SwiftProtobuf
import Testing

@testable import gateway

@Suite("Sessions")
struct SessionTests {
  @Test("a session is asked for once, and again when it is revoked")
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

  @Test("the first request after a sign-in finds its session known")
  func signIn() async throws {
    try await withGateway { gateway in
      gateway.services.answer("clikc.identity.v1.Sessions/SignIn") { _ in
        try Clikc_Identity_V1_SignInResponse.with { $0.token = "open" }.serializedBytes()
      }
      let body = #"{"username": "amina", "password": "Wide-Harbour-71"}"#
      let opened = try await gateway.send(.post, "/api/v1/sessions", token: nil, body: body)
      let known = gateway.services.resolutions
      _ = try await gateway.send(.get, "/api/v1/my/courses")

      #expect(opened.status == .ok)
      #expect(known == 1)
      #expect(gateway.services.resolutions == 1)
    }
  }

  @Test("a sign-in succeeds though nobody tells whose its session is")
  func signInAlone() async throws {
    try await withGateway { gateway in
      gateway.services.answer("clikc.identity.v1.Sessions/SignIn") { _ in
        try Clikc_Identity_V1_SignInResponse.with { $0.token = "open" }.serializedBytes()
      }
      gateway.services.refuse(TestSession.resolve, RPCError(code: .unavailable, message: ""))
      let body = #"{"username": "amina", "password": "Wide-Harbour-71"}"#
      let opened = try await gateway.send(.post, "/api/v1/sessions", token: nil, body: body)

      #expect(opened.status == .ok)
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
}
