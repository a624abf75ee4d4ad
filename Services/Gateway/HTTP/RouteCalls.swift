internal import GRPCRabbitMQTransport
internal import HTTPTypes
internal import Hummingbird
internal import IdentityContract
internal import SwiftProtobuf

/// Answers operations of the contracts: checks the request, calls the service, encodes what it answers.
struct RouteCalls: Sendable {
  /// How long a service may take, queues included.
  static let deadline: Duration = .seconds(10)
  /// How long a small body may take to arrive.
  static let bodyTime: Duration = .seconds(10)
  /// Bytes of a small body; larger ones have ``largeBodyTime``.
  static let smallBody = 65_536
  /// How long a large body may take to arrive.
  static let largeBodyTime: Duration = .seconds(30)

  let callees: Callees
  private let sessions: SessionResolver
  private let shapes: [String: MessageShape]

  init(callees: Callees, sessions: SessionResolver) {
    self.callees = callees
    self.sessions = sessions
    self.shapes = Dictionary(Route.all.map { ($0.template, $0.request) }) { first, _ in first }
  }

  /// The request message of the operations at a path, for the pointers of what a service refuses.
  func shape(_ template: String) -> MessageShape? { self.shapes[template] }

  /// Has Identity write down that the caller reads somebody else's record.
  func noteRecordRead(of account: String, by method: String) async throws {
    _ = try await withDeadline(Self.deadline) {
      try await self.callees.audit.noteRecordRead(
        .with {
          $0.accountID = account
          $0.method = method
        })
    }
  }

  /// The answer. Nothing is called when anything is wrong with the request.
  func answer(_ exchange: Exchange, by route: Route) async throws -> Response {
    let request = try await self.request(exchange, for: route)
    do {
      let bytes = request.bytes
      let message = try await withDeadline(Self.deadline) {
        try await Retry.unlessOnce(route.effect) { try await route.call(self.callees, bytes) }
      }
      if let opened = message as? Clikc_Identity_V1_SignInResponse {
        await self.sessions.learn(opened.token)
      }
      return try Self.response(message, asProtobuf: exchange.wantsProtobuf)
    } catch is JSONDecodingError {
      throw Problem(.badRequest, "BODY_NOT_UNDERSTOOD")
    }
  }

  private func request(_ exchange: Exchange, for route: Route) async throws -> JSONValue {
    let parameters = try Target.parameters(exchange.request)
    let body = route.hasBody ? try await RequestBodyDecoder.body(exchange, for: route) : nil
    if !route.hasBody { try RequestBodyDecoder.refuseBody(exchange.request) }
    var assembler = RequestAssembler(body: body, shape: route.request)
    for (name, text) in exchange.fields { assembler.setPath(name, to: text) }
    let bound =
      route.hasBody ? Set(route.request.fields.map(\.name)) : Set(exchange.fields.keys)
    assembler.setQuery(parameters, except: bound)
    let violations =
      assembler.violations
      + RequestChecker.violations(of: assembler.request, as: route.request)
    guard violations.isEmpty else {
      throw Problem.invalid(Array(violations.prefix(RequestChecker.mostViolations)))
    }
    return assembler.request
  }

  private static func response(_ message: any Message, asProtobuf: Bool) throws -> Response {
    let bytes: [UInt8] =
      asProtobuf ? try message.serializedBytes() : try message.jsonUTF8Bytes()
    return Response(
      status: .ok,
      headers: [
        .contentType: asProtobuf ? MediaType.protobuf : MediaType.json,
        .cacheControl: "no-store", .vary: "Accept, Accept-Encoding, Cookie, Authorization",
      ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
