import GRPCCore
import Synchronization

/// A service of raw bytes whose methods are given by the test.
struct Scripted: RegistrableRPCService {
  typealias Handler =
    @Sendable (ServerRequest<[UInt8]>, ServerContext) async throws -> ServerResponse<[UInt8]>

  /// A handler of a method that is not unary.
  struct Streaming {
    typealias Handler =
      @Sendable (StreamingServerRequest<[UInt8]>, ServerContext) async throws ->
      StreamingServerResponse<[UInt8]>

    var kind: MethodDescriptor.RPCType
    var handler: Handler

    init(_ kind: MethodDescriptor.RPCType = .bidirectionalStreaming, _ handler: @escaping Handler) {
      self.kind = kind
      self.handler = handler
    }
  }

  var handlers: [String: Handler] = [:]
  var streams: [String: Streaming] = [:]

  /// Sends back what comes, as it comes.
  static let echoStream: Streaming.Handler = { request, _ in
    StreamingServerResponse(metadata: request.metadata) { writer in
      for try await message in request.messages { try await writer.write(message) }
      return request.metadata
    }
  }

  /// Echoes message and metadata, the metadata also as trailers.
  static let echo: Handler = { request, _ in
    ServerResponse(
      message: request.message, metadata: request.metadata, trailingMetadata: request.metadata)
  }

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    for (name, handler) in self.handlers {
      router.registerHandler(
        forMethod: .scripted(name), deserializer: Bytes(), serializer: Bytes()
      ) { request, context in
        let single = try await ServerRequest(stream: request)
        return StreamingServerResponse(single: try await handler(single, context))
      }
    }
    for (name, method) in self.streams {
      router.registerHandler(
        forMethod: .scripted(name, method.kind), deserializer: Bytes(), serializer: Bytes(),
        handler: method.handler)
    }
  }
}

extension MethodDescriptor {
  static func scripted(
    _ name: String, _ kind: MethodDescriptor.RPCType = .unary
  ) -> MethodDescriptor {
    MethodDescriptor(fullyQualifiedService: "clikc.test.v1.Scripted", method: name, type: kind)
  }
}

/// Messages that are their own bytes.
struct Bytes: MessageSerializer, MessageDeserializer {
  func serialize<B: GRPCContiguousBytes>(_ message: [UInt8]) throws -> B { B(message) }
  func deserialize<B: GRPCContiguousBytes>(_ bytes: B) throws -> [UInt8] {
    bytes.withUnsafeBytes { Array($0) }
  }
}

/// Calls scripted methods over some transport.
struct Connection: Sendable {
  let call:
    @Sendable (String, ClientRequest<[UInt8]>, CallOptions) async throws -> ClientResponse<[UInt8]>
  private let open:
    @Sendable (
      String, MethodDescriptor.RPCType, StreamingClientRequest<[UInt8]>,
      @escaping @Sendable (StreamingClientResponse<[UInt8]>) async throws -> Void
    ) async throws -> Void

  init(_ client: GRPCClient<some ClientTransport>) {
    self.call = { name, request, options in
      try await client.unary(
        request: request, descriptor: .scripted(name), serializer: Bytes(), deserializer: Bytes(),
        options: options
      ) { $0 }
    }
    self.open = { name, kind, request, body in
      try await client.bidirectionalStreaming(
        request: request, descriptor: .scripted(name, kind), serializer: Bytes(),
        deserializer: Bytes(), options: .defaults, onResponse: body)
    }
  }

  /// Opens a stream: `send` writes the request, `body` reads the response.
  func stream(
    _ name: String, _ kind: MethodDescriptor.RPCType = .bidirectionalStreaming,
    metadata: Metadata = [:],
    send: @escaping @Sendable (RPCWriter<[UInt8]>) async throws -> Void = { _ in },
    body: @escaping @Sendable (StreamingClientResponse<[UInt8]>) async throws -> Void
  ) async throws {
    try await self.open(
      name, kind, StreamingClientRequest(metadata: metadata, producer: send), body)
  }

  /// Sends messages and returns those that come back.
  func exchange(
    _ name: String, _ kind: MethodDescriptor.RPCType, _ messages: [[UInt8]]
  ) async throws -> [[UInt8]] {
    let received = Mutex<[[UInt8]]>([])
    try await self.stream(name, kind) { writer in
      for message in messages { try await writer.write(message) }
    } body: { response in
      for try await message in response.messages { received.withLock { $0.append(message) } }
    }
    return received.withLock { $0 }
  }

  /// The same, both ways.
  func exchange(_ name: String, _ messages: [[UInt8]]) async throws -> [[UInt8]] {
    try await self.exchange(name, .bidirectionalStreaming, messages)
  }

  /// The response; throws its error.
  func callAsFunction(
    _ name: String = "Echo", _ message: [UInt8] = [1], metadata: Metadata = [:],
    timeout: Duration? = nil
  ) async throws -> ClientResponse<[UInt8]> {
    var options = CallOptions.defaults
    options.timeout = timeout
    let response = try await self.call(
      name, ClientRequest(message: message, metadata: metadata), options)
    _ = try response.message
    return response
  }

  /// The error a call ends with.
  func error(
    _ name: String, _ message: [UInt8] = [1], metadata: Metadata = [:], timeout: Duration? = nil
  ) async -> RPCError? {
    do {
      _ = try await self(name, message, metadata: metadata, timeout: timeout)
      return nil
    } catch {
      return error as? RPCError
    }
  }
}
