import GRPCCore

/// A service of raw bytes whose methods are given by the test.
struct Scripted: RegistrableRPCService {
  typealias Handler =
    @Sendable (ServerRequest<[UInt8]>, ServerContext) async throws -> ServerResponse<[UInt8]>

  var handlers: [String: Handler]

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
  }
}

extension MethodDescriptor {
  static func scripted(_ name: String) -> MethodDescriptor {
    MethodDescriptor(fullyQualifiedService: "clikc.test.v1.Scripted", method: name, type: .unary)
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

  init(_ client: GRPCClient<some ClientTransport>) {
    self.call = { name, request, options in
      try await client.unary(
        request: request, descriptor: .scripted(name), serializer: Bytes(), deserializer: Bytes(),
        options: options
      ) { $0 }
    }
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
