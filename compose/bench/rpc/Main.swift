internal import AMQP
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import Logging

/// Our side of `./clikc bench rpc`: `bench-rpc server URL` and `bench-rpc client URL IN_FLIGHT SECONDS`,
/// as compose/bench/rpc_peer.c.
@main
enum Main {
  static func main() async throws {
    let arguments = CommandLine.arguments
    switch arguments.dropFirst().first {
    case "server" where arguments.count == 3:
      try await self.serve(url: arguments[2])
    case "client" where arguments.count == 5:
      guard let inFlight = Int(arguments[3]), let seconds = Double(arguments[4]) else {
        fallthrough
      }
      try await self.call(url: arguments[2], inFlight: inFlight, seconds: seconds)
    default:
      FileHandle.standardError.write(
        Data("usage: bench-rpc server URL | bench-rpc client URL IN_FLIGHT SECONDS\n".utf8))
      exit(64)
    }
  }

  private static func serve(url: String) async throws {
    let amqp = try self.client(url, "bench-server")
    let transport = RabbitMQServerTransport(amqp: amqp, service: "bench")
    let server = GRPCServer(transport: transport, services: [Echo()])
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask { try await amqp.run() }
      group.addTask { try await server.serve() }
      await transport.waitUntilServing()
      print("ready")
      fflush(nil)
    }
  }

  private static func call(url: String, inFlight: Int, seconds: Double) async throws {
    let amqp = try self.client(url, "bench-client")
    let transport = RabbitMQClientTransport(amqp: amqp, caller: "bench", callee: "bench")
    let running = Task { try await amqp.run() }
    let latencies = try await withGRPCClient(transport: transport) { client in
      try await Load(client: client, seconds: seconds).run(inFlight: inFlight)
    }
    running.cancel()
    _ = await running.result
    let sorted = latencies.sorted()
    func milliseconds(_ share: Int) -> String {
      String(format: "%.3f", sorted[sorted.count * share / 100] * 1_000)
    }
    print(
      """
      {"calls_per_second": \(Int(Double(sorted.count) / seconds)), \
      "p50_ms": \(milliseconds(50)), "p99_ms": \(milliseconds(99))}
      """)
  }

  private static func client(_ url: String, _ name: String) throws -> AMQPClient {
    var logger = Logger(label: name) { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    return AMQPClient(try AMQPConfiguration(url: url, connectionName: name), logger: logger)
  }
}

/// Calls for a while with so many calls in flight.
private struct Load<Transport: ClientTransport>: Sendable {
  let client: GRPCClient<Transport>
  let seconds: Double

  /// The latencies, in seconds, after a warm-up.
  func run(inFlight: Int) async throws -> [Double] {
    let begin = ContinuousClock.now + .milliseconds(500)
    let end = begin + .seconds(self.seconds)
    return try await withThrowingTaskGroup(of: [Double].self) { group in
      for _ in 0..<inFlight { group.addTask { try await self.worker(from: begin, to: end) } }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  private func worker(
    from begin: ContinuousClock.Instant, to end: ContinuousClock.Instant
  ) async throws -> [Double] {
    let metadata: Metadata = [
      "clikc-client-address": "192.0.2.7", "clikc-language": "en",
      "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    ]
    let request = ClientRequest(message: [UInt8](repeating: 0, count: 200), metadata: metadata)
    var latencies: [Double] = []
    while true {
      let sent = ContinuousClock.now
      let size = try await withDeadline(.seconds(10)) {
        try await self.client.unary(
          request: request, descriptor: Echo.method, serializer: Bytes(), deserializer: Bytes(),
          options: .defaults
        ) { try $0.message.count }
      }
      let now = ContinuousClock.now
      guard size == 200 else { throw RPCError(code: .dataLoss, message: "\(size) bytes came back") }
      if now >= end { return latencies }
      if now >= begin { latencies.append((now - sent) / .seconds(1)) }
    }
  }
}

/// Answers a message with itself.
private struct Echo: RegistrableRPCService {
  static let method = MethodDescriptor(
    fullyQualifiedService: "clikc.bench.v1.Echo", method: "Echo", type: .unary)

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    router.registerHandler(
      forMethod: Self.method, deserializer: Bytes(), serializer: Bytes()
    ) { request, _ in
      let single = try await ServerRequest(stream: request)
      return StreamingServerResponse(single: ServerResponse(message: single.message))
    }
  }
}

/// Messages that are their own bytes.
private struct Bytes: MessageSerializer, MessageDeserializer {
  func serialize<B: GRPCContiguousBytes>(_ message: [UInt8]) throws -> B { B(message) }
  func deserialize<B: GRPCContiguousBytes>(_ bytes: B) throws -> [UInt8] {
    bytes.withUnsafeBytes { Array($0) }
  }
}
