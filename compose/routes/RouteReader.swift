import HTTPContract
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// A contract that cannot be served over HTTP; the text tells the author what to change.
struct RouteFault: Error, CustomStringConvertible {
  let description: String

  init(_ method: MethodDescriptor, _ text: String) {
    self.description = "\(method.fullName): \(text)"
  }
}

/// Finds the routes of the contracts and refuses what the gateway could not serve.
enum RouteReader {
  /// Every route, in the order of the files; internal methods and methods without annotation are left out.
  static func routes(of files: [FileDescriptor]) throws -> [Route] {
    var routes: [Route] = []
    var taken: [String: String] = [:]
    for method in files.flatMap(\.services).flatMap(\.methods) {
      guard let route = try Self.route(of: method) else { continue }
      let place = "\(route.verb) \(route.template.shape)"
      if let other = taken.updateValue(route.name, forKey: place) {
        throw RouteFault(method, "\(place) is taken by \(other)")
      }
      routes.append(route)
    }
    return routes
  }

  private static func route(of method: MethodDescriptor) throws -> Route? {
    let access = method.options.Clikc_Http_V1_access
    guard let rule = HTTPAnnotation.rule(in: method.options) else {
      guard access == .internal || method.file.package.hasPrefix("grpc.") else {
        throw RouteFault(method, "has neither google.api.http nor ACCESS_INTERNAL")
      }
      return nil
    }
    guard access != .internal else {
      throw RouteFault(method, "is ACCESS_INTERNAL and has google.api.http")
    }
    guard !method.clientStreaming, !method.serverStreaming else {
      throw RouteFault(method, "streams, which the gateway does not serve")
    }
    let (verb, path) = try Self.pattern(of: rule, method)
    guard let template = PathTemplate(path) else {
      throw RouteFault(method, "has the malformed path \(path)")
    }
    let bytes = Int(method.options.Clikc_Http_V1_maxBodyBytes)
    let route = Route(
      method: method, verb: verb, template: template, hasBody: rule.body == "*", access: access,
      maximumBodyBytes: bytes == 0 ? 65_536 : bytes)
    try Self.check(route, body: rule.body)
    return route
  }

  private static func pattern(
    of rule: Clikc_Http_V1_HTTPRule, _ method: MethodDescriptor
  ) throws -> (verb: String, path: String) {
    switch rule.pattern {
    case .get(let path): ("GET", path)
    case .put(let path): ("PUT", path)
    case .post(let path): ("POST", path)
    case .delete(let path): ("DELETE", path)
    case .patch(let path): ("PATCH", path)
    case nil: throw RouteFault(method, "names no path")
    }
  }

  private static func check(_ route: Route, body: String) throws {
    guard body.isEmpty || body == "*" else {
      throw RouteFault(route.method, "body must be \"*\" or nothing")
    }
    let mayHaveBody = route.verb != "GET" && route.verb != "DELETE"
    guard route.hasBody == mayHaveBody else {
      throw RouteFault(route.method, "\(route.verb) \(mayHaveBody ? "needs" : "takes no") body")
    }
    guard mayHaveBody || route.verb != "GET" || route.isIdempotent else {
      throw RouteFault(route.method, "is a GET and does not say NO_SIDE_EFFECTS")
    }
    for path in route.template.fields {
      try Self.checkPathField(path, route)
    }
    for field in route.hasBody ? [] : route.unboundFields where !field.isQueryParameter {
      throw RouteFault(route.method, "\(field.name) cannot be a query parameter")
    }
  }

  private static func checkPathField(_ path: [String], _ route: Route) throws {
    guard let field = route.method.inputType.field(at: path) else {
      throw RouteFault(route.method, "has no field \(path.joined(separator: "."))")
    }
    guard field.type == .string, !field.isRepeated, field.realContainingOneof == nil else {
      throw RouteFault(route.method, "\(field.name) is no plain text, so no path segment")
    }
  }
}

extension Descriptor {
  /// The field at a path of proto names.
  func field(at path: [String]) -> FieldDescriptor? {
    guard let first = path.first, let field = self.fields.first(where: { $0.name == first }) else {
      return nil
    }
    return path.count == 1 ? field : field.messageType?.field(at: Array(path.dropFirst()))
  }
}

extension FieldDescriptor {
  /// Whether text of a query can carry it: a scalar or an enum, once or several times.
  var isQueryParameter: Bool {
    ![.message, .group, .bytes].contains(self.type) && self.realContainingOneof == nil
  }
}
