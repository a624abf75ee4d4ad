import AMQP
import GRPCCore
import GRPCRabbitMQTransport
import Synchronization
import TestSupport
import Testing

@Suite("Calls that are tried again")
struct RetryTests {
  /// Fails UNAVAILABLE so many times, then answers with how often it ran.
  private static func failing(_ times: Int, _ runs: Count) -> Scripted.Handler {
    { _, _ in
      let run = runs.next()
      if run <= times { throw RPCError(code: .unavailable, message: "not now") }
      return ServerResponse(message: [UInt8(run)])
    }
  }

  @Test(
    "a call that may run twice is tried again until it succeeds, at most five times; another is not",
    arguments: [(true, 2, 3), (true, 9, 5), (false, 2, 1)])
  func attempts(isIdempotent: Bool, failures: Int, expected: Int) async throws {
    let runs = Count()
    let service = Scripted(handlers: ["Read": Self.failing(failures, runs)])
    let methods: Set<String> = isIdempotent ? ["clikc.test.v1.Scripted/Read"] : []
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, service, idempotent: methods) { call, _ in
        let error = await call.error("Read")
        #expect((error == nil) == (isIdempotent && failures < 5))
        #expect(runs.value == expected)
      }
    }
  }

  @Test("a deadline spans all attempts")
  func deadline() async throws {
    let runs = Count()
    let service = Scripted(handlers: ["Read": Self.failing(Int.max, runs)])
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, service, idempotent: ["clikc.test.v1.Scripted/Read"]) {
        call, _ in
        let error = await withDeadline(.milliseconds(1)) { await call.error("Read") }
        #expect(error.map { [.deadlineExceeded, .unavailable].contains($0.code) } == true)
        #expect(runs.value <= 1)
      }
    }
  }

  @Test("a call made while there is no connection is sent when there is one")
  func parked() async throws {
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, Scripted(handlers: ["Echo": Scripted.echo])) { _, parts in
        let amqp = try parts.broker.client("late")
        let transport = RabbitMQClientTransport(amqp: amqp, caller: "late", callee: "callee")
        try await withGRPCClient(transport: transport) { client in
          let call = Connection(client)
          let response = Task { try await call() }
          try await withRunning(amqp) { _ = try await response.value }
        }
      }
    }
  }

  @Test("a server hears how often a call was made before, and the caller how often it was made")
  func counts() async throws {
    let heard = Heard()
    let service = Scripted(handlers: [
      "Read": { request, _ in
        heard.add(request.metadata.previousAttempts)
        if heard.all.count < 3 { throw RPCError(code: .unavailable, message: "not now") }
        return ServerResponse(message: [1])
      }
    ])
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, service, idempotent: ["clikc.test.v1.Scripted/Read"]) {
        call, _ in
        let response = try await call("Read")
        #expect(heard.all == [nil, "1", "2"])
        #expect(response.metadata.previousAttempts == "2")
      }
    }
  }

  @Test(
    "a server that says so is asked no more, or not before its time",
    arguments: [("-1", 1), ("0", 2)])
  func pushback(trailer: String, expected: Int) async throws {
    let runs = Count()
    let service = Scripted(handlers: [
      "Read": { _, _ in
        guard runs.next() == 1 else { return ServerResponse(message: [1]) }
        throw RPCError(
          code: .unavailable, message: "not now", metadata: ["grpc-retry-pushback-ms": "\(trailer)"]
        )
      }
    ])
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, service, idempotent: ["clikc.test.v1.Scripted/Read"]) {
        call, _ in
        let error = await call.error("Read")
        #expect((error == nil) == (expected == 2))
        #expect(runs.value == expected)
      }
    }
  }

  @Test("a caller that leaves between two attempts makes no more")
  func left() async throws {
    let runs = Count()
    let (failed, told) = AsyncStream<Void>.makeStream()
    let service = Scripted(handlers: [
      "Read": { _, _ in
        _ = runs.next()
        told.yield()
        throw RPCError(
          code: .unavailable, message: "not now", metadata: ["grpc-retry-pushback-ms": "60000"])
      }
    ])
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, service, idempotent: ["clikc.test.v1.Scripted/Read"]) {
        call, _ in
        let caller = Task { await call.error("Read") }
        for await _ in failed { break }
        caller.cancel()
        #expect(await caller.value != nil)
        #expect(runs.value == 1)
      }
    }
  }

  @Test("a unary request that ends without its message is not made again")
  func lostMessage() async throws {
    let descriptor = MethodDescriptor.scripted("Read")
    try await withTestBroker { broker in
      let transport = RabbitMQClientTransport(
        amqp: try broker.client("caller"), caller: "caller", callee: "callee",
        idempotentMethods: [descriptor.fullyQualifiedMethod])
      let status = try await transport.withStream(descriptor: descriptor, options: .defaults) {
        stream, _ in
        try await stream.outbound.write(.metadata([:]))
        await stream.outbound.finish()
        return try await stream.inbound.reduce(into: Status?.none) { status, part in
          if case .status(let found, _) = part { status = found }
        }
      }
      #expect(status?.code == .internalError)
    }
  }

  @Test("GRPCCore is left to retry calls of which the response alone is a stream")
  func streams() async throws {
    try await withTestBroker { broker in
      let transport = RabbitMQClientTransport(
        amqp: try broker.client("caller"), caller: "caller", callee: "callee",
        idempotentMethods: ["clikc.test.v1.Scripted/Read"])
      let retried = MethodDescriptor.RPCType.allCases
        .filter { transport.config(forMethod: .scripted("Read", $0))?.executionPolicy != nil }
      #expect(retried == [.serverStreaming])
    }
  }
}

extension Metadata {
  fileprivate var previousAttempts: String? {
    self[stringValues: "grpc-previous-rpc-attempts"].first { _ in true }
  }
}

/// What a server heard, in order.
private final class Heard: Sendable {
  private let found = Mutex<[String?]>([])

  var all: [String?] { self.found.withLock { $0 } }

  func add(_ text: String?) { self.found.withLock { $0.append(text) } }
}
