import Hummingbird
import Testing

@testable import gateway

@Suite("Who may call what")
struct GateTests {
  /// A path that leads to the endpoint: every field filled with something well-formed.
  static func path(_ endpoint: Endpoint) -> String {
    endpoint.path.map { segment in
      switch segment {
      case .literal(let text): "/\(text)"
      case .field(let name):
        switch name {
        case "language": "/en"
        case "digest": "/\(String(repeating: "a", count: 64))"
        case let name where name.hasSuffix("_id") && name != "question_id":
          "/0193b1de-0000-7000-8000-000000000002"
        default: "/ab"
        }
      }
    }.joined()
  }

  static func isOpen(_ endpoint: Endpoint, _ token: String) -> Bool {
    switch endpoint.access {
    case .anyone, .firstFactor: true
    case .session: token != "code"
    case .passwordChanged: !["code", "erasure", "password"].contains(token)
    case .policyAccepted: token == "profile"
    case .open: false
    }
  }

  static func method(_ endpoint: Endpoint) -> HTTPRequest.Method {
    HTTPRequest.Method(rawValue: endpoint.verb.rawValue) ?? .get
  }

  @Test("every route refuses a request without a session, unless it is open to all")
  func withoutSession() async throws {
    try await withGateway { gateway in
      for endpoint in Self.endpoints where endpoint.access != .anyone {
        let reply = try await gateway.send(
          Self.method(endpoint), Self.path(endpoint), token: nil)

        #expect(reply.status == .unauthorized, "\(endpoint.template)")
        #expect(reply.reason == "SIGN_IN_REQUIRED", "\(endpoint.template)")
      }
      #expect(gateway.services.calls.isEmpty)
    }
  }

  @Test(
    "every route refuses a session with a gate to pass, unless it leads through the gate",
    arguments: [
      ("code", "CODE_NEEDED"), ("erasure", "ERASURE_ASKED"),
      ("password", "PASSWORD_CHANGE_REQUIRED"),
      ("factor", "SECOND_FACTOR_NEEDED"), ("policy", "POLICY_NOT_ACCEPTED"),
      ("profile", "PROFILE_NOT_CONFIRMED"),
    ])
  func gates(token: String, reason: String) async throws {
    try await withGateway { gateway in
      for endpoint in Self.endpoints {
        let reply = try await gateway.send(
          Self.method(endpoint), Self.path(endpoint), token: token)

        let refused = reply.status == .forbidden && reply.reason == reason
        #expect(refused != Self.isOpen(endpoint, token), "\(endpoint.template)")
      }
    }
  }

  @Test("the ways through the gates are these and no others")
  func openings() {
    let early = Route.all.filter {
      [.firstFactor, .session, .passwordChanged, .policyAccepted].contains($0.access)
    }

    #expect(
      Set(early.map(\.name)) == [
        "clikc.identity.v1.Sessions/SignOut", "clikc.identity.v1.Passwords/ChangePassword",
        "clikc.identity.v1.Accounts/GetProfile", "clikc.identity.v1.Accounts/UpdateProfile",
        "clikc.identity.v1.Policies/AnswerPolicy", "clikc.identity.v1.Profiles/RemovePhoto",
        "clikc.identity.v1.SecondFactors/GetSecondFactor",
        "clikc.identity.v1.SecondFactors/BeginSecondFactor",
        "clikc.identity.v1.SecondFactors/ConfirmSecondFactor",
        "clikc.identity.v1.SecondFactors/EnterCode",
        "clikc.identity.v1.PolicyDocuments/ListMyPolicies",
        "clikc.identity.v1.PolicyDocuments/WithdrawPolicy",
        "clikc.identity.v1.Privacy/ExportMyAccount", "clikc.identity.v1.Privacy/GetMyErasure",
        "clikc.identity.v1.Privacy/RequestErasure", "clikc.identity.v1.Privacy/WithdrawErasure",
        "clikc.catalogue.v1.EnrolmentData/ExportMyEnrolments",
        "clikc.progress.v1.ProgressData/ExportMyProgress",
        "clikc.notification.v1.MailData/ExportMyMail", "clikc.gateway.v1.Pages/ExportMyData",
      ])
  }

  @Test("who declined the policy changes nothing but what leads in, the answer, and their leaving")
  func declined() {
    let accepted = Route.all.filter { $0.access == .policyAccepted }
    let before = Route.all.filter {
      $0.verb != .get && [.firstFactor, .session, .passwordChanged].contains($0.access)
    }

    #expect(
      Set(accepted.map(\.name)) == [
        "clikc.identity.v1.Accounts/UpdateProfile", "clikc.identity.v1.Profiles/RemovePhoto",
      ])
    #expect(
      Set(before.map(\.name)) == [
        "clikc.identity.v1.Sessions/SignOut", "clikc.identity.v1.Passwords/ChangePassword",
        "clikc.identity.v1.SecondFactors/BeginSecondFactor",
        "clikc.identity.v1.SecondFactors/ConfirmSecondFactor",
        "clikc.identity.v1.SecondFactors/EnterCode",
        "clikc.identity.v1.Policies/AnswerPolicy",
        "clikc.identity.v1.PolicyDocuments/WithdrawPolicy",
        "clikc.identity.v1.Privacy/RequestErasure", "clikc.identity.v1.Privacy/WithdrawErasure",
      ])
  }

  @Test("every write with the cookie from elsewhere is refused")
  func crossSite() async throws {
    try await withGateway { gateway in
      for endpoint in Self.endpoints where endpoint.access != .anyone && endpoint.verb != .get {
        for headers: HTTPFields in [
          [:], [.secFetchSite: "cross-site"], [.secFetchSite: "same-site"],
          [.origin: "http://evil.example"], [.origin: "null"],
        ] {
          var headers = headers
          headers[.cookie] = "a=b; __Host-sid=open"
          let reply = try await gateway.send(
            Self.method(endpoint), Self.path(endpoint), token: nil, headers: headers)

          #expect(
            reply.status == .forbidden && reply.reason == "CROSS_SITE", "\(endpoint.template)")
        }
      }
      #expect(gateway.services.calls.isEmpty)
    }
  }

  @Test("a write with the cookie from the site itself is let in")
  func sameSite() async throws {
    try await withGateway { gateway in
      for headers: HTTPFields in [
        [.secFetchSite: "same-origin"], [.secFetchSite: "none"],
        [.origin: "http://localhost:8080"],
      ] {
        var headers = headers
        headers[.cookie] = "__Host-sid=open"
        let reply = try await gateway.send(
          .delete, "/api/v1/sessions/current", token: nil, headers: headers)

        #expect(reply.status == .ok)
      }
    }
  }

  @Test("a token that nobody knows is as good as none")
  func unknownToken() async throws {
    try await withGateway { gateway in
      let refused = try await gateway.send(.get, "/api/v1/my/courses", token: "unknown")
      let open = try await gateway.send(.get, "/api/v1/figures", token: "unknown")

      #expect(refused.status == .unauthorized)
      #expect(refused.headers[.wwwAuthenticate] == "Bearer")
      #expect(open.status == .ok)
      #expect(open.headers[.viewer] == nil)
    }
  }

  /// What every gateway answers.
  static let endpoints =
    Route.all.map { Endpoint($0) }
    + [
      Endpoint(.post, "/api/v1/blobs", access: .open) { _ in Response(status: .ok) },
      Endpoint(.post, "/api/v1/profile/photo", access: .policyAccepted) { _ in
        Response(status: .ok)
      },
      Endpoint(.get, "/api/v1/courses/{course_id}/certificate/pdf", access: .open) { _ in
        Response(status: .ok)
      },
      Endpoint(.get, "/api/v1/my/policies/{version}/pdf", access: .passwordChanged) { _ in
        Response(status: .ok)
      },
      Endpoint(.get, "/api/v1/my/grades/pdf", access: .open) { _ in Response(status: .ok) },
      Endpoint(.get, "/api/v1/courses/{course_id}/grades/pdf", access: .open) { _ in
        Response(status: .ok)
      },
      Endpoint(.get, "/api/v1/courses/{course_id}/certificate/credential", access: .open) { _ in
        Response(status: .ok)
      },
    ]
    + [
      "issuer", "achievements/{course_id}/{version}", "keys", "keys/{key_id}",
      "status-lists/{number}", "revocation-lists/{number}",
    ].map { path in
      Endpoint(.get, "/api/v1/credentials/\(path)", access: .anyone) { _ in
        Response(status: .ok)
      }
    }
}
