import AMQP
import Foundation
import GRPCCore
import Synchronization
import TestSupport
import Testing

@testable import GRPCRabbitMQTransport

@Suite("Flow, cancellation and faults of streams over RabbitMQ", .timeLimit(.minutes(5)))
struct StreamRuleTests {
  private func run(
    _ streams: [String: Scripted.Streaming], _ body: (Connection, Parts) async throws -> Void
  ) async throws {
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, Scripted(streams: streams), body)
    }
  }

  /// A handler that says when it begins and ends, and waits to be cancelled meanwhile.
  private struct Hanging: Sendable {
    let began = AsyncStream<Void>.makeStream()
    let ended = AsyncStream<Void>.makeStream()

    var method: Scripted.Streaming {
      Scripted.Streaming { request, context in
        StreamingServerResponse { writer in
          defer { self.ended.continuation.yield() }
          try await writer.write([1])
          self.began.continuation.yield()
          try await context.cancellation.cancelled
          return [:]
        }
      }
    }

    var unary: Scripted.Handler {
      { request, context in
        defer { self.ended.continuation.yield() }
        self.began.continuation.yield()
        try await context.cancellation.cancelled
        return ServerResponse(message: request.message)
      }
    }

    func hasBegun() async {
      for await _ in self.began.stream { return }
    }

    func hasEnded() async {
      for await _ in self.ended.stream { return }
    }
  }

  /// How long the long stream is, in MiB: CLIKC_TEST_STREAM says it.
  private static let length =
    ProcessInfo.processInfo.environment["CLIKC_TEST_STREAM"].flatMap { Int($0) } ?? 20

  @Test("a slow reader slows the writer, nothing is lost, and a long stream takes no more memory")
  func slowReader() async throws {
    let size = 32 * 1024
    let count = Self.length * 1024 * 1024 / size
    let written = Atomic<Int>(0)
    let pour = Scripted.Streaming(.serverStreaming) { _, _ in
      StreamingServerResponse { writer in
        for number in 0..<count {
          try await writer.write([UInt8](repeating: UInt8(number % 256), count: size))
          written.add(1, ordering: .sequentiallyConsistent)
        }
        return [:]
      }
    }
    try await self.run(["Pour": pour]) { call, _ in
      let ahead = Int(StreamCredit.window) / size + 2
      try await call.stream("Pour", .serverStreaming) {
        try await $0.write([])
      } body: { response in
        var read = 0
        var early = 0
        for try await message in response.messages {
          read += 1
          try #require(message[0] == UInt8((read - 1) % 256))
          try #require(written.load(ordering: .sequentiallyConsistent) - read <= ahead)
          if read == count / 10 { early = try ResidentMemory.now() }
        }
        #expect(read == count)
        // Other tests of this process take memory too; alone, with a gigabyte, it stays within some MB.
        #expect(try ResidentMemory.now() - early < 512 * 1024 * 1024)
        if Self.length > 20 {
          print(
            "stream of \(Self.length) MiB: memory grew by \(try ResidentMemory.now() - early) bytes"
          )
        }
      }
    }
  }

  @Test("a slow server slows the caller, and nothing is lost")
  func slowServer() async throws {
    let size = 32 * 1024
    let count = 400
    let written = Atomic<Int>(0)
    let ahead = Int(StreamCredit.window) / size + 2
    let swallow = Scripted.Streaming(.clientStreaming) { request, _ in
      var read = 0
      for try await _ in request.messages {
        read += 1
        #expect(written.load(ordering: .sequentiallyConsistent) - read <= ahead)
      }
      let total = read
      return StreamingServerResponse { writer in
        try await writer.write([UInt8(total / 256), UInt8(total % 256)])
        return [:]
      }
    }
    try await self.run(["Swallow": swallow]) { call, _ in
      try await call.stream("Swallow", .clientStreaming) { writer in
        for _ in 0..<count {
          try await writer.write([UInt8](repeating: 1, count: size))
          written.add(1, ordering: .sequentiallyConsistent)
        }
      } body: { response in
        for try await message in response.messages {
          #expect(message == [UInt8(count / 256), UInt8(count % 256)])
        }
      }
    }
  }

  @Test("500 concurrent streams, and calls among them")
  func many() async throws {
    let service = Scripted(
      handlers: ["Echo": Scripted.echo],
      streams: ["Echo2": .init(.bidirectionalStreaming, Scripted.echoStream)])
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, service) { call, _ in
        let open = Count()
        let (all, reached) = AsyncStream<Void>.makeStream()
        let (held, gate) = AsyncStream<Void>.makeStream()
        let release = Task { for await _ in held {} }
        try await withThrowingTaskGroup { group in
          for number in 0..<500 {
            group.addTask {
              try await call.stream("Echo2") { writer in
                try await writer.write([UInt8(number % 256)])
                await release.value
              } body: { response in
                for try await message in response.messages {
                  #expect(message == [UInt8(number % 256)])
                  if open.next() == 500 { reached.finish() }
                }
              }
            }
          }
          for await _ in all {}
          _ = try await call("Echo")
          gate.finish()
          try await group.waitForAll()
        }
      }
    }
  }

  @Test("M12: a caller that leaves a stream cancels its handler")
  func leaving() async throws {
    let hanging = Hanging()
    try await self.run(["Hang": hanging.method]) { call, _ in
      try await call.stream("Hang") { response in
        for try await _ in response.messages { break }
      }
      await hanging.hasEnded()
    }
  }

  @Test("M12: a deadline ends a stream and cancels its handler")
  func deadline() async throws {
    let hanging = Hanging()
    try await self.run(["Hang": hanging.method]) { call, _ in
      let error = await #expect(throws: RPCError.self) {
        try await withDeadline(.seconds(5)) { _ = try await call.exchange("Hang", []) }
      }
      #expect(error?.code == .deadlineExceeded)
      await hanging.hasEnded()
    }
  }

  @Test("when the connections are cut, a stream ends UNAVAILABLE on both sides")
  func cut() async throws {
    let hanging = Hanging()
    try await self.run(["Hang": hanging.method]) { call, parts in
      async let error = #expect(throws: RPCError.self) { try await call.exchange("Hang", []) }
      await hanging.hasBegun()
      try await parts.broker.closeConnections()
      let code = await error?.code
      #expect(code == .unavailable)
      await hanging.hasEnded()
    }
  }

  @Test("M10: a stream whose instance is gone ends UNAVAILABLE, though another instance serves")
  func deadInstance() async throws {
    let hanging = Hanging()
    try await withTestBroker { broker in
      let dying = try broker.client("callee")
      let server = RabbitMQServerTransport(amqp: dying, service: "callee")
      let running = Task { try await dying.run() }
      let serving = Task {
        try await withGRPCServer(
          transport: server, services: [Scripted(streams: ["Hang": hanging.method])]
        ) { _ in try await Task.sleep(for: .seconds(600)) }
      }
      await server.waitUntilServing()
      try await withCaller(broker) { call in
        let ending = Task { try await call.exchange("Hang", []) }
        await hanging.hasBegun()
        try await withRabbitMQ(broker, Scripted(streams: ["Hang": hanging.method])) { _, _ in
          running.cancel()
          let error = await #expect(throws: RPCError.self) { try await ending.value }
          #expect(error?.code == .unavailable)
        }
      }
      serving.cancel()
      _ = await serving.result
      _ = await running.result
    }
  }

  @Test(
    "a handler whose caller is gone is cancelled, though it sends nothing",
    arguments: [true, false])
  func deadCaller(isStream: Bool) async throws {
    let hanging = Hanging()
    let service = Scripted(
      handlers: ["Wait": hanging.unary], streams: ["Hang": hanging.method])
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, service) { _, parts in
        try await self.leave(parts, hanging, isStream)
      }
    }
  }

  private func leave(_ parts: Parts, _ hanging: Hanging, _ isStream: Bool) async throws {
    let amqp = try parts.broker.client("dying")
    let transport = RabbitMQClientTransport(amqp: amqp, caller: "caller", callee: "callee")
    let running = Task { try await amqp.run() }
    let calling = Task {
      try await withGRPCClient(transport: transport) { client in
        let call = Connection(client)
        if isStream {
          _ = try? await call.exchange("Hang", [])
        } else {
          _ = await call.error("Wait")
        }
      }
    }
    await hanging.hasBegun()
    running.cancel()
    await hanging.hasEnded()
    calling.cancel()
    _ = await calling.result
    _ = await running.result
  }
}

/// Counts from several tasks.
final class Count: Sendable {
  private let count = Atomic<Int>(0)

  var value: Int { self.count.load(ordering: .sequentiallyConsistent) }

  /// One more; the new number.
  @discardableResult
  func next() -> Int { self.count.add(1, ordering: .sequentiallyConsistent).newValue }
}

/// What this process holds in memory, in bytes.
private enum ResidentMemory {
  static func now() throws -> Int {
    let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(
      separator: " ")
    return (pages.count > 1 ? Int(pages[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
