import HTTPContract
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes the gateway's route table.
struct RouteTableWriter {
  let routes: [Route]
  let contracts: [String]
  private let names = SwiftNames()

  init(routes: [Route], contracts: [String]) {
    self.routes = routes
    self.contracts = contracts
  }

  /// The file.
  var text: String {
    let services = self.routes.map(\.method.service.fullName).uniqued
    let groups = services.map { name in
      self.group(name, self.routes.filter { $0.method.service.fullName == name })
    }
    let all = services.map { self.listName($0) }.joined(separator: "\n    + ")
    return generatedHeader("Every route of the HTTP API.", imports: self.contracts)
      + """

      extension Route {
        /// The whole API, in the order of the contracts.
        static let all: [Route] =
          \(all)

      \(groups.joined(separator: "\n"))}

      """
  }

  private func group(_ service: String, _ routes: [Route]) -> String {
    """
      private static let \(self.listName(service)): [Route] = [
    \(routes.map { self.route($0) }.joined(separator: "\n"))
      ]

    """
  }

  /// `identitySessions` of `clikc.identity.v1.Sessions`.
  private func listName(_ service: String) -> String {
    let parts = service.split(separator: ".")
    return "\(parts[1])\(parts[3])"
  }

  private func route(_ route: Route) -> String {
    let request = self.names.type(route.method.inputType)
    let stub = "\(route.method.service.propertyName).\(route.swiftName)"
    return """
          Route(
            name: \(literal(route.name)), verb: .\(route.verb.lowercased()), path: [\(self.segments(route))],
            access: \(self.access(route.access)), maximumBodyBytes: \(route.maximumBodyBytes), hasBody: \(route.hasBody),
            effect: \(self.effect(route)), request: \(literal(route.method.inputType.fullName))
          ) { (callees: Callees, request: \(request)) in
            try await callees.\(stub)(request)
          },
      """
  }

  private func segments(_ route: Route) -> String {
    route.template.segments.map { segment in
      switch segment {
      case .literal(let text): ".literal(\(literal(text)))"
      case .field(let path): ".field(\(literal(path.joined(separator: "."))))"
      }
    }.joined(separator: ", ")
  }

  private func access(_ access: Clikc_Http_V1_Access) -> String {
    switch access {
    case .public: ".anyone"
    case .firstFactor: ".firstFactor"
    case .session: ".session"
    case .passwordChanged: ".passwordChanged"
    case .policyAccepted: ".policyAccepted"
    default: ".open"
    }
  }

  private func effect(_ route: Route) -> String {
    switch route.method.options.idempotencyLevel {
    case .noSideEffects: ".none"
    case .idempotent: ".idempotent"
    case .idempotencyUnknown: ".once"
    }
  }
}
