internal import Hummingbird

/// What answers at a path: an operation of the contracts, or one of the gateway's own.
struct Endpoint: Sendable {
  /// How it is answered.
  enum Action: Sendable {
    /// By a service, as the contract says.
    case route(Route)
    /// By the gateway: files, health.
    case own(@Sendable (Exchange) async throws -> Response)
  }

  /// For logs; never the path itself, which may hold a token.
  let template: String
  let verb: Route.Verb
  let path: [Route.Segment]
  let access: Route.Access
  let action: Action

  init(_ route: Route) {
    self.template = route.template
    self.verb = route.verb
    self.path = route.path
    self.access = route.access
    self.action = .route(route)
  }

  /// An endpoint of the gateway's own; `{name}` in the template takes a segment.
  init(
    _ verb: Route.Verb, _ template: String, access: Route.Access,
    _ answer: @escaping @Sendable (Exchange) async throws -> Response
  ) {
    self.template = template
    self.verb = verb
    self.path = template.split(separator: "/").map { part in
      part.hasPrefix("{") ? .field(String(part.dropFirst().dropLast())) : .literal(String(part))
    }
    self.access = access
    self.action = .own(answer)
  }
}

/// Finds what answers at a path.
struct RouteTable: Sendable {
  /// What a search came to.
  enum Match {
    /// An endpoint, and the path's fields.
    case found(Endpoint, [String: String])
    /// The path exists, the method does not.
    case otherVerbs([Route.Verb])
    case nothing
  }

  /// Every endpoint.
  let endpoints: [Endpoint]
  private let byLength: [Int: [Endpoint]]

  init(_ endpoints: [Endpoint]) {
    self.endpoints = endpoints
    self.byLength = Dictionary(grouping: endpoints, by: \.path.count)
  }

  /// What answers to a verb at a path given by its decoded segments. Literal segments win over fields.
  func match(_ verb: Route.Verb?, _ segments: [String]) -> Match {
    let candidates = (self.byLength[segments.count] ?? []).filter { Self.fits($0.path, segments) }
    let found = candidates.filter { $0.verb == verb }
      .max { Self.literals($0) < Self.literals($1) }
    if let found { return .found(found, Self.fields(found.path, segments)) }
    return candidates.isEmpty
      ? .nothing
      : .otherVerbs(Set(candidates.map(\.verb)).sorted { $0.rawValue < $1.rawValue })
  }

  private static func fits(_ path: [Route.Segment], _ segments: [String]) -> Bool {
    zip(path, segments).allSatisfy { part, segment in
      switch part {
      case .literal(let text): text == segment
      case .field: !segment.isEmpty
      }
    }
  }

  private static func literals(_ endpoint: Endpoint) -> Int {
    endpoint.path.count { if case .literal = $0 { true } else { false } }
  }

  private static func fields(
    _ path: [Route.Segment], _ segments: [String]
  ) -> [String: String] {
    var fields: [String: String] = [:]
    for (part, segment) in zip(path, segments) {
      if case .field(let name) = part { fields[name] = segment }
    }
    return fields
  }
}
