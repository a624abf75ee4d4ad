import AMQP
import GRPCCore
import GRPCRabbitMQTransport
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

  @Test(
    "a unary request that ends without its message is tried again where that is allowed",
    arguments: [(true, Status.Code.unavailable), (false, .internalError)])
  func lostMessage(isIdempotent: Bool, expected: Status.Code) async throws {
    let descriptor = MethodDescriptor(
      fullyQualifiedService: "clikc.test.v1.Scripted", method: "Read", type: .unary)
    let methods: Set<String> = isIdempotent ? [descriptor.fullyQualifiedMethod] : []
    try await withTestBroker { broker in
      let transport = RabbitMQClientTransport(
        amqp: try broker.client("caller"), caller: "caller", callee: "callee",
        idempotentMethods: methods)
      let status = try await transport.withStream(descriptor: descriptor, options: .defaults) {
        stream, _ in
        try await stream.outbound.write(.metadata([:]))
        await stream.outbound.finish()
        return try await stream.inbound.reduce(into: Status?.none) { status, part in
          if case .status(let found, _) = part { status = found }
        }
      }
      #expect(status?.code == expected)
    }
  }

  @Test("no call is tried again whose request is a stream")
  func streamedRequests() async throws {
    try await withTestBroker { broker in
      let transport = RabbitMQClientTransport(
        amqp: try broker.client("caller"), caller: "caller", callee: "callee",
        idempotentMethods: ["clikc.test.v1.Scripted/Read"])
      let retried = MethodDescriptor.RPCType.allCases
        .filter { type in
          let descriptor = MethodDescriptor(
            fullyQualifiedService: "clikc.test.v1.Scripted", method: "Read", type: type)
          return transport.config(forMethod: descriptor)?.executionPolicy != nil
        }
      #expect(Set(retried) == [.unary, .serverStreaming])
    }
  }
}
