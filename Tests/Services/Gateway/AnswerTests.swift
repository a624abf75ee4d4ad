import Foundation
import GRPCCore
import Hummingbird
import IdentityContract
import Localization
import Problems
import SwiftProtobuf
import Testing

@testable import gateway

@Suite("Answers")
struct AnswerTests {
  private static let getProfile = "clikc.identity.v1.Accounts/GetProfile"
  private static let profile = Clikc_Identity_V1_GetProfileResponse.with {
    $0.account.name = "Amina"
    $0.account.version = 3
  }

  @Test("an answer is JSON, or protobuf for who asks for it, and says who is looking")
  func forms() async throws {
    try await withGateway { gateway in
      gateway.services.answer(Self.getProfile, Self.profile)

      let json = try await gateway.send(.get, "/api/v1/profile")
      let protobuf = try await gateway.send(
        .get, "/api/v1/profile", headers: [.accept: "application/protobuf"])

      #expect(json.headers[.contentType] == "application/json")
      #expect((json.json["account"] as? [String: Any])?["version"] as? String == "3")
      #expect(json.headers[.viewer] != nil)
      #expect(protobuf.headers[.contentType] == "application/protobuf")
      #expect(
        try Clikc_Identity_V1_GetProfileResponse(serializedBytes: protobuf.bytes) == Self.profile)
    }
  }

  @Test("a request in protobuf is checked like one in JSON and arrives whole")
  func protobufRequest() async throws {
    try await withGateway { gateway in
      let good = Clikc_Identity_V1_ChangePasswordRequest.with {
        $0.currentPassword = "old"
        $0.newPassword = "New 12345"
      }
      let type: HTTPFields = [.contentType: "application/protobuf"]
      let taken = try await gateway.send(
        .put, "/api/v1/password", headers: type, bytes: try good.serializedBytes())
      let refused = try await gateway.send(
        .put, "/api/v1/password", headers: type,
        bytes: try Clikc_Identity_V1_ChangePasswordRequest().serializedBytes() + [0x0A, 0x00])

      let call = try #require(gateway.services.calls.first)
      #expect(taken.status == .ok)
      #expect(try Clikc_Identity_V1_ChangePasswordRequest(serializedBytes: call.request) == good)
      #expect(refused.violations["/newPassword"] == "REQUIRED")
    }
  }

  @Test("the path's field reaches the request, and one that contradicts it is refused")
  func pathField() async throws {
    try await withGateway { gateway in
      let body = #"{"newPassword":"New 12345"}"#
      let other = #"{"token":"other","newPassword":"New 12345"}"#
      _ = try await gateway.send(.post, "/api/v1/password-resets/a%20b", body: body)
      let refused = try await gateway.send(.post, "/api/v1/password-resets/ab", body: other)

      let call = try #require(gateway.services.calls.first)
      let request = try Clikc_Identity_V1_ResetPasswordRequest(serializedBytes: call.request)
      #expect(request.token == "a b")
      #expect(refused.violations["/token"] == "PATH_DIFFERS")
    }
  }

  @Test("each status code of a service has its HTTP status; faults tell nothing")
  func statuses() async throws {
    let table: [(RPCError.Code, Int, String)] = [
      (.invalidArgument, 400, "INVALID_REQUEST"), (.unauthenticated, 401, "SIGN_IN_REQUIRED"),
      (.permissionDenied, 403, "NOT_ALLOWED"), (.notFound, 404, "NOT_FOUND"),
      (.alreadyExists, 409, "CONFLICT"), (.aborted, 409, "CONFLICT"),
      (.failedPrecondition, 409, "CONFLICT"), (.resourceExhausted, 429, "TOO_MANY_REQUESTS"),
      (.unavailable, 503, "SERVICE_UNAVAILABLE"), (.deadlineExceeded, 504, "NO_ANSWER_IN_TIME"),
      (.internalError, 500, "INTERNAL_ERROR"), (.unknown, 500, "INTERNAL_ERROR"),
      (.dataLoss, 500, "INTERNAL_ERROR"), (.unimplemented, 500, "INTERNAL_ERROR"),
    ]
    try await withGateway { gateway in
      for (code, status, reason) in table {
        gateway.services.refuse(
          Self.getProfile, RPCError(code: code, message: "select secret from accounts"))
        let reply = try await gateway.send(.get, "/api/v1/profile")

        #expect(reply.status.code == status)
        #expect(reply.reason == reason)
        #expect(reply.isWorded)
        #expect(!String(decoding: reply.bytes, as: UTF8.self).contains("secret"))
      }
    }
  }

  @Test("a service's refusal is worded in the person's language with its fields' pointers")
  func refusal() async throws {
    try await withGateway { gateway in
      gateway.services.refuse(
        "clikc.identity.v1.Passwords/ChangePassword",
        Refusal.invalid([FieldViolation("new_password", "PASSWORD_COMMON")]))
      let reply = try await gateway.send(
        .put, "/api/v1/password", body: #"{"currentPassword":"a","newPassword":"b"}"#)

      #expect(reply.violations["/newPassword"] == "PASSWORD_COMMON")
      #expect(reply.headers[.contentLanguage] == "fr")
      #expect(reply.json["title"] as? String == "La demande est incorrecte")
      #expect(
        reply.json["instance"] as? String == "urn:clikc:request:\(reply.headers[.requestID] ?? "")")
    }
  }

  @Test(
    "a refusal is worded in the language that was chosen, else the account's, else the browser's",
    arguments: [
      ("open", "ar", "ar", "العدد الأقصى المسموح به هو 20."),
      ("open", nil, "fr", "Il n’en faut pas plus de 20."),
      ("open", "de", "fr", "Il n’en faut pas plus de 20."),
      (nil, "ar", "ar", "العدد الأقصى المسموح به هو 20."),
      (nil, nil, "pt", "Não são permitidos mais de 20."),
    ] as [(String?, String?, String, String)])
  func languages(token: String?, chosen: String?, language: String, words: String) async throws {
    try await withGateway { gateway in
      gateway.services.refuse(
        "clikc.identity.v1.Sessions/SignIn",
        Refusal.invalid([FieldViolation("username", "TOO_MANY_ITEMS", arguments: ["maximum": "20"])]
        ))
      var headers: HTTPFields = [.acceptLanguage: "pt"]
      if let chosen { headers[.chosenLanguage] = chosen }
      let reply = try await gateway.send(
        .post, "/api/v1/sessions", token: token, headers: headers,
        body: #"{"username":"a","password":"b"}"#)
      let violation = try #require((reply.json["violations"] as? [[String: Any]])?.first)

      #expect(reply.headers[.contentLanguage] == language)
      #expect(violation["detail"] as? String == words)
    }
  }

  @Test("every look at a record that is written down has words for the log and for the person")
  func looks() throws {
    let catalogue = try MessageCatalogue(directory: TestSession.messages)
    let looks = Route.all.filter { $0.verb == .get && $0.path.contains(.field("account_id")) }
    #expect(looks.count >= 5)
    for route in looks {
      let method = try #require(route.name.split(separator: "/").last)
      for language in Language.allCases {
        #expect(catalogue.has("web.audit.method.\(method)", language), "\(method) in \(language)")
        #expect(catalogue.has("web.readers.what.\(method)", language), "\(method) in \(language)")
      }
    }
  }

  @Test("a call that may be repeated is tried again while its service is away, another is not")
  func retries() async throws {
    try await withGateway { gateway in
      let away = RPCError(code: .unavailable, message: "")
      gateway.services.refuse(Self.getProfile, away)
      gateway.services.refuse("clikc.identity.v1.Sessions/SignIn", away)
      let read = try await gateway.send(.get, "/api/v1/profile")
      let signIn = try await gateway.send(
        .post, "/api/v1/sessions", token: nil, body: #"{"username":"a","password":"b"}"#)

      #expect(read.status == .serviceUnavailable && signIn.status == .serviceUnavailable)
      #expect(read.headers[.retryAfter] == "5")
      #expect(gateway.services.calls.map(\.method).filter { $0 == Self.getProfile }.count == 3)
      #expect(gateway.services.calls.filter { $0.method.hasSuffix("SignIn") }.count == 1)
    }
  }

  @Test("addresses and methods that do not exist are told apart")
  func addresses() async throws {
    try await withGateway { gateway in
      let nothing = try await gateway.send(.get, "/api/v1/nothing", token: nil)
      let method = try await gateway.send(.patch, "/api/v1/accounts", token: nil)
      let long = try await gateway.send(.get, "/" + String(repeating: "a", count: 5_000))
      let head = try await gateway.send(.head, "/api/v1/profile")

      #expect(nothing.status == .notFound && nothing.reason == "PATH_NOT_FOUND")
      #expect(method.status == .methodNotAllowed && method.headers[.allow] == "GET, POST, HEAD")
      #expect(long.reason == "PATH_TOO_LONG")
      #expect(head.status == .ok && head.bytes.isEmpty)
    }
  }

  @Test("every answer carries the security headers, errors and files too")
  func securityHeaders() async throws {
    try await withGateway { gateway in
      for endpoint in GateTests.endpoints {
        for token in [nil, "open"] {
          let reply = try await gateway.send(
            GateTests.method(endpoint), GateTests.path(endpoint), token: token)

          for field in SecurityHeaders.fields {
            #expect(reply.headers[field.name] == field.value, "\(endpoint.template)")
          }
          #expect(reply.headers[.requestID] != nil, "\(endpoint.template)")
          #expect(reply.headers[.cacheControl] != nil, "\(endpoint.template)")
        }
      }
    }
  }

  @Test("a malformed Idempotency-Key is refused, a good one changes nothing")
  func idempotencyKey() async throws {
    try await withGateway { gateway in
      let good = try await gateway.send(
        .delete, "/api/v1/sessions/current", headers: [.idempotencyKey: "8e03978e-40d5"])
      let bad = try await gateway.send(
        .delete, "/api/v1/sessions/current", headers: [.idempotencyKey: "a b"])

      #expect(good.status == .ok)
      #expect(bad.reason == "IDEMPOTENCY_KEY_MALFORMED")
    }
  }
}
