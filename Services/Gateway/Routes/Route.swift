internal import SwiftProtobuf

/// One operation of the HTTP API: where it lies, who may call it, and how it is answered.
struct Route: Sendable {
  /// The HTTP method.
  enum Verb: String, Sendable {
    case get = "GET"
    case put = "PUT"
    case post = "POST"
    case delete = "DELETE"
    case patch = "PATCH"
  }

  /// One part of the path between two slashes.
  enum Segment: Sendable, Equatable {
    /// Text as it stands.
    case literal(String)
    /// A request field, as proto names separated by dots.
    case field(String)
  }

  /// Who may call it.
  enum Access: Sendable {
    /// Anybody, without a session.
    case anyone
    /// A session in any state, also before its code was given.
    case firstFactor
    /// A session that has given its code, where one is asked for.
    case session
    /// A session whose temporary password was changed.
    case passwordChanged
    /// The same after every policy that binds was accepted: who declines changes nothing but their password.
    case policyAccepted
    /// A session that has passed every gate.
    case open
  }

  /// What calling it twice does.
  enum Effect: Sendable {
    /// Nothing is written.
    case none
    /// The same as calling it once.
    case idempotent
    /// It may be done twice.
    case once
  }

  /// The method in the contract, such as `clikc.identity.v1.Sessions/SignIn`.
  let name: String
  let verb: Verb
  let path: [Segment]
  let access: Access
  /// The largest accepted body in bytes.
  let maximumBodyBytes: Int
  /// Whether fields that are not in the path come in the body; else they are query parameters.
  let hasBody: Bool
  let effect: Effect
  /// What the request must look like.
  let request: MessageShape
  /// The protobuf JSON of a request that came as protobuf.
  let transcode: @Sendable ([UInt8]) throws -> [UInt8]
  /// Calls the service with a request given as protobuf JSON.
  let call: @Sendable (Callees, [UInt8]) async throws -> any Message

  init<Request: Message, Response: Message>(
    name: String, verb: Verb, path: [Segment], access: Access, maximumBodyBytes: Int,
    hasBody: Bool, effect: Effect, request: String,
    call: @escaping @Sendable (Callees, Request) async throws -> Response
  ) {
    self.name = name
    self.verb = verb
    self.path = path
    self.access = access
    self.maximumBodyBytes = maximumBodyBytes
    self.hasBody = hasBody
    self.effect = effect
    self.request = MessageShape.named(request)
    self.transcode = { bytes in
      try Request(serializedBytes: bytes).jsonUTF8Bytes()
    }
    self.call = { callees, json in
      try await call(callees, Request(jsonUTF8Bytes: json))
    }
  }

  /// `/api/v1/courses/{course_id}`, for logs and tests.
  var template: String {
    self.path.map {
      switch $0 {
      case .literal(let text): "/\(text)"
      case .field(let name): "/{\(name)}"
      }
    }.joined()
  }
}
