internal import BenchLoad
internal import GRPCCore
internal import GRPCRabbitMQTransport

/// The transport without what GRPCCore and the stubs put on top: metadata and bytes in a stream, as
/// `ClientTransport` and `ServerTransport` show it.
enum RawEcho {
  private static let method = MethodDescriptor(
    fullyQualifiedService: "clikc.bench.v1.Bench", method: "Echo", type: .unary)
  private static let message = [UInt8](repeating: 0, count: EchoPayload.size)

  /// One call.
  static func call(_ transport: RabbitMQClientTransport) async throws {
    let size = try await withDeadline(.seconds(10)) {
      try await transport.withStream(descriptor: Self.method, options: .defaults) { stream, _ in
        try await stream.outbound.write(.metadata(EchoPayload.metadata))
        try await stream.outbound.write(.message(Self.message))
        await stream.outbound.finish()
        var size = 0
        for try await part in stream.inbound {
          switch part {
          case .metadata: break
          case .message(let bytes): size += bytes.count
          case .status(let status, _):
            guard status.code == .ok else { throw Self.failure(status.message) }
          }
        }
        return size
      }
    }
    guard size == EchoPayload.size else { throw Self.failure("\(size) bytes came back") }
  }

  /// Answers a message with itself.
  @Sendable static func answer(
    _ stream: RPCStream<RabbitMQServerTransport.Inbound, RabbitMQServerTransport.Outbound>,
    _ context: ServerContext
  ) async {
    do {
      for try await part in stream.inbound {
        guard case .message(let bytes) = part else { continue }
        try await stream.outbound.write(contentsOf: [
          .metadata([:]), .message(bytes), .status(Status(code: .ok, message: ""), [:]),
        ])
      }
      await stream.outbound.finish()
    } catch {
      await stream.outbound.finish(throwing: error)
    }
  }

  private static func failure(_ text: String) -> RPCError {
    RPCError(code: .dataLoss, message: text)
  }
}
