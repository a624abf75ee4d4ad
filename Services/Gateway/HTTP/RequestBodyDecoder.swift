internal import HTTPTypes
internal import Hummingbird
internal import SwiftProtobuf

/// Reads the body of an operation, as JSON or as protobuf.
enum RequestBodyDecoder {
  /// The request's fields as protobuf JSON; an empty body is an empty request. Throws ``Problem``: 408,
  /// 413, 415, or 400 for a body that is no JSON or no protobuf.
  static func body(_ exchange: Exchange, for route: Route) async throws -> JSONValue {
    let limit = route.maximumBodyBytes
    let isSmall = limit <= RouteCalls.smallBody
    let bytes = try await BodyReader.read(
      exchange.request, atMost: limit,
      within: isSmall ? RouteCalls.bodyTime : RouteCalls.largeBodyTime)
    if bytes.isEmpty { return .object([]) }
    switch try Self.type(exchange.request) {
    case MediaType.protobuf: return try Self.json(ofProtobuf: bytes, route)
    default: return try Self.json(bytes)
    }
  }

  /// An operation without a body takes none.
  static func refuseBody(_ request: Request) throws {
    let length = request.headers[.contentLength].flatMap(Int.init) ?? 0
    guard length == 0, request.headers[.transferEncoding] == nil else {
      throw Problem(.badRequest, "BODY_NOT_EXPECTED")
    }
  }

  private static func type(_ request: Request) throws -> String {
    let type = MediaType.essence(request.headers[.contentType] ?? "")
    let encoding = request.headers[.contentEncoding]?.lowercased() ?? "identity"
    guard type == MediaType.json || type == MediaType.protobuf, encoding == "identity" else {
      throw Problem(
        .unsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE",
        headers: [.accept: "\(MediaType.json), \(MediaType.protobuf)"])
    }
    return type
  }

  private static func json(_ bytes: [UInt8]) throws -> JSONValue {
    let value: JSONValue
    do throws(JSONFault) { value = try JSONParser.value(of: bytes) } catch {
      throw Problem(error)
    }
    guard value.members != nil else {
      throw Problem.invalid([RequestViolation(.root, "NOT_AN_OBJECT")])
    }
    return value
  }

  /// Protobuf is checked in its JSON form: one set of checks holds for both.
  private static func json(ofProtobuf bytes: [UInt8], _ route: Route) throws -> JSONValue {
    do {
      return try JSONParser.value(of: route.transcode(bytes))
    } catch BinaryDecodingError.invalidUTF8 {
      throw Problem(.badRequest, "BODY_NOT_UTF8")
    } catch let fault as JSONFault {
      throw Problem(fault)
    } catch {
      throw Problem(.badRequest, "BODY_NOT_UNDERSTOOD")
    }
  }
}

extension Problem {
  /// A body that is no JSON.
  init(_ fault: JSONFault) {
    let place = ["offset": "\(fault.offset)"]
    switch fault.kind {
    case .syntax: self.init(.badRequest, "BODY_NOT_JSON", arguments: place)
    case .encoding: self.init(.badRequest, "BODY_NOT_UTF8", arguments: place)
    case .depth: self.init(.badRequest, "BODY_TOO_DEEP", arguments: place)
    case .repeatedName(let name):
      let path = FieldPath.root.appending(name: name)
      self.init(
        .badRequest, "INVALID_REQUEST", violations: [RequestViolation(path, "GIVEN_TWICE")])
    }
  }
}
