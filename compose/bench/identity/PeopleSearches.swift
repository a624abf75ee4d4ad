internal import Authentication
internal import AuthenticationContract
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import IdentityContract
internal import SwiftProtobuf

/// Somebody with an open session.
actor SignedIn {
  private let identity: Identity
  private let token: String
  private var principal: (bytes: [UInt8], until: ContinuousClock.Instant)?

  init(_ identity: Identity, username: String, password: String) async throws {
    self.identity = identity
    self.token = try await withDeadline(.seconds(20)) {
      try await Clikc_Identity_V1_Sessions.Client(wrapping: identity).signIn(
        .with {
          $0.username = username
          $0.password = password
        }
      ).token
    }
  }

  /// On whose behalf a call is made; valid for some seconds more.
  func origin() async throws -> OutgoingIdentity {
    if let principal, principal.until > .now {
      return OutgoingIdentity(signedPrincipal: principal.bytes)
    }
    let asked = Clikc_Identity_V1_ResolveSessionRequest.with { $0.token = self.token }
    let answer = try await withDeadline(.seconds(20)) {
      try await Clikc_Identity_V1_Sessions.Client(wrapping: self.identity).resolveSession(asked)
    }
    let bytes: [UInt8] = try answer.principal.serializedBytes()
    self.principal = (bytes, .now + .seconds(30))
    return OutgoingIdentity(signedPrincipal: bytes)
  }
}

/// Lists of people as those who look after them ask for them, one kind after the other.
struct PeopleSearches: Sendable {
  let identity: Identity
  let caretaker: SignedIn
  let pace: Pace

  private typealias Request = Clikc_Identity_V1_ListPeopleRequest

  private struct Result: Encodable {
    let all: Spread
    let kinds: [String: Spread]
    /// How many people a list of each kind shows.
    let shown: [String: Int]
  }

  func run() async throws {
    let asked = Self.shallow + (try await self.deep())
    // Once each, so that none is the first of its kind.
    var shown: [String: Int] = [:]
    for (kind, request) in asked { shown[kind] = try await self.list(request).people.count }
    let paced = try await self.pace.run { number in
      let (kind, request) = asked[number % asked.count]
      _ = try await self.list(request)
      return kind
    }
    try say(
      Result(
        all: Spread(paced.times.values.flatMap(\.self)), kinds: paced.times.mapValues(Spread.init),
        shown: shown))
  }

  private func list(_ request: Request) async throws -> Clikc_Identity_V1_ListPeopleResponse {
    let origin = try await self.caretaker.origin()
    return try await OutgoingIdentity.$current.withValue(origin) {
      try await withDeadline(.seconds(20)) {
        try await Clikc_Identity_V1_People.Client(wrapping: self.identity).listPeople(request)
      }
    }
  }

  /// First pages.
  private static let shallow: [(String, Request)] = [
    ("newest", .with { $0.order = .unspecified }),
    ("by name", .with { $0.order = .name }),
    ("by username", .with { $0.order = .username }),
    ("one letter", .with { $0.query = "m" }),
    ("common beginning", .with { $0.query = "ma" }),
    ("common name", .with { $0.query = "maria" }),
    (
      "common name, by name",
      .with {
        $0.query = "garcia"; $0.order = .name
      }
    ),
    ("both names", .with { $0.query = "María García" }),
    ("names nobody has together", .with { $0.query = "mohamed garcia" }),
    (
      "names nobody has together, by name",
      .with {
        $0.query = "wei smith"; $0.order = .name
      }
    ),
    ("Arabic", .with { $0.query = "محمد" }),
    ("Cyrillic", .with { $0.query = "ольга пет" }),
    ("Chinese", .with { $0.query = "欧阳" }),
    ("a number in the username", .with { $0.query = "4711" }),
    ("nobody", .with { $0.query = "zzyzx" }),
    ("address of all", .with { $0.query = "officers" }),
    ("suspended", .with { $0.state = .suspended }),
    (
      "suspended, by name",
      .with {
        $0.state = .suspended; $0.order = .name
      }
    ),
    ("waiting", .with { $0.state = .waiting }),
    (
      "waiting, by username",
      .with {
        $0.state = .waiting; $0.order = .username
      }
    ),
    (
      "waiting and named",
      .with {
        $0.state = .waiting; $0.query = "jo"
      }
    ),
    (
      "suspended and named",
      .with {
        $0.state = .suspended; $0.query = "silva"
      }
    ),
    ("coordinators", .with { $0.role = .coordinator }),
    ("experts", .with { $0.role = .expert }),
    (
      "tutors named",
      .with {
        $0.role = .tutor; $0.query = "ma"
      }
    ),
  ]

  /// Pages after thousands of people.
  private func deep() async throws -> [(String, Request)] {
    var found: [(String, Request)] = []
    for (kind, first) in [
      ("deep, newest", Request()), ("deep, by name", .with { $0.order = .name }),
      ("deep, common name", .with { $0.query = "ma" }),
      ("deep, suspended", .with { $0.state = .suspended }),
    ] {
      var request = first
      request.pageSize = 200
      for _ in 0..<20 {
        let token = try await self.list(request).nextPageToken
        guard !token.isEmpty else { break }
        request.pageToken = token
      }
      request.pageSize = 0
      found.append((kind, request))
    }
    return found
  }
}
