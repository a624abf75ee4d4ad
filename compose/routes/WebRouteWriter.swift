import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes Web's typed calls to the gateway.
struct WebRouteWriter {
  let routes: [Route]
  let contracts: [String]
  private let names = SwiftNames()

  init(routes: [Route], contracts: [String]) {
    self.routes = routes
    self.contracts = contracts
  }

  /// The file.
  var text: String {
    generatedHeader(Self.purpose, imports: self.modules)
      + Self.support + self.routes.map { self.route($0) }.joined()
  }

  /// The contracts, and where the enums of query parameters come from.
  private var modules: [String] {
    let parameters = self.routes.filter { !$0.hasBody }.flatMap(\.unboundFields)
    let enums = parameters.compactMap { $0.enumType?.file }
    return (self.contracts + Contracts.modules(of: enums) + ["SwiftProtobuf"]).uniqued
  }

  private static let purpose = """
    What the gateway can be asked, typed. A route knows its method and builds the path, with path
    fields percent-encoded and, where there is no body, the other fields as query parameters:

        let route = GatewayRoute.signIn            // GatewayRoute<…SignInRequest, …SignInResponse>
        route.method                               // "POST"
        route.path(request)                        // "/api/v1/sessions"
        route.hasBody                              // true: send request.serializedBytes()

    Send `Accept: application/protobuf`, and with a body `Content-Type: application/protobuf`; a
    200 answers with a serialized Response, anything else with application/problem+json. A client is
    one function over all of them:

        func send<Q, A>(_ route: GatewayRoute<Q, A>, _ request: Q) async throws -> A
        let grades = try await gateway.send(.getGradeReport, .with { $0.courseID = id })
    """

  private static let support = """

    /// One call to the gateway: what is asked and what is answered.
    struct GatewayRoute<Request: Message & Sendable, Response: Message & Sendable>: Sendable {
      /// The method in the contract, such as `clikc.identity.v1.Sessions/SignIn`.
      let name: String
      /// GET, PUT, POST, DELETE or PATCH.
      let method: String
      /// Whether the request travels, serialized, in the body.
      let hasBody: Bool
      /// The path, with the query when the request has one.
      let path: @Sendable (Request) -> String
    }

    /// Spells path segments and query parameters.
    enum GatewayPath {
      /// Percent-encodes all but the unreserved characters of RFC 3986.
      static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            result.unicodeScalars.append(Unicode.Scalar(byte))
          default:
            let digits = String(byte, radix: 16, uppercase: true)
            result += byte < 16 ? "%0\\(digits)" : "%\\(digits)"
          }
        }
        return result
      }

      /// `?a=1&b=2`, or nothing when there is nothing to say.
      static func query(_ parameters: [(String, String)]) -> String {
        parameters.isEmpty
          ? "" : "?" + parameters.map { "\\($0)=\\(encoded($1))" }.joined(separator: "&")
      }
    }

    """

  private func route(_ route: Route) -> String {
    let request = self.names.type(route.method.inputType)
    let response = self.names.type(route.method.outputType)
    return """

      extension GatewayRoute where Request == \(request), Response == \(response) {
      \(route.method.protoSourceComments(commentPrefix: "  ///").trimmingNewline)
        static var \(route.swiftName): Self {
          Self(name: \(literal(route.name)), method: "\(route.verb)", hasBody: \(route.hasBody)) { \(self.body(route)) }
        }
      }

      """
  }

  private func body(_ route: Route) -> String {
    let parameters = route.hasBody ? [] : route.unboundFields
    let path = self.path(route)
    guard !parameters.isEmpty else {
      return "\(route.template.fields.isEmpty ? "_" : "request") in \(path)"
    }
    let lines =
      ["request in", "      var query: [(String, String)] = []"]
      + parameters.map { "      \(self.parameter($0))" }
      + ["      return \(path) + GatewayPath.query(query)", "   "]
    return lines.joined(separator: "\n")
  }

  private func path(_ route: Route) -> String {
    let pieces = route.template.segments.map { segment in
      switch segment {
      case .literal(let text): "/\(text)"
      case .field(let path):
        "/\\(GatewayPath.encoded(request.\(self.names.property(at: path, in: route.method.inputType))))"
      }
    }
    return "\"\(pieces.joined())\""
  }

  private func parameter(_ field: FieldDescriptor) -> String {
    let (name, has) = self.names.property(field)
    let key = literal(field.jsonName ?? field.name)
    let raw = field.type == .enum ? ".rawValue" : ""
    if field.isRepeated {
      return "for value in request.\(name) { query.append((\(key), \"\\(value\(raw))\")) }"
    }
    let text = "\"\\(request.\(name)\(raw))\""
    return "if \(self.condition(field, name, has)) { query.append((\(key), \(text))) }"
  }

  /// When a parameter is worth sending: it is set, or differs from the default.
  private func condition(_ field: FieldDescriptor, _ name: String, _ has: String) -> String {
    if field.hasPresence { return "request.\(has)" }
    switch field.type {
    case .string: return "!request.\(name).isEmpty"
    case .bool: return "request.\(name)"
    case .enum: return "request.\(name).rawValue != 0"
    default: return "request.\(name) != 0"
    }
  }
}

extension String {
  /// The text without line ends at its end.
  var trimmingNewline: String {
    var text = self[...]
    while text.last == "\n" { text = text.dropLast() }
    return String(text)
  }
}
