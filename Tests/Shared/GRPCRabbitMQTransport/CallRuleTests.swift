import AMQP
import GRPCCore
import GRPCRabbitMQTransport
import Synchronization
import TestSupport
import Testing

@Suite("Deadlines, cancellation, limits and draining over RabbitMQ")
struct CallRuleTests {
  /// A handler that says when it starts and when it is cancelled, and otherwise waits to be released.
  private struct Hanging: Sendable {
    let started: AsyncStream<Void>
    let cancelled: AsyncStream<Void>
    let starts: AsyncStream<Void>.Continuation
    let cancels: AsyncStream<Void>.Continuation
    let gate: AsyncStream<Void>
    let release: AsyncStream<Void>.Continuation

    init() {
      (self.started, self.starts) = AsyncStream.makeStream()
      (self.cancelled, self.cancels) = AsyncStream.makeStream()
      (self.gate, self.release) = AsyncStream.makeStream()
    }

    var handler: Scripted.Handler {
      { request, _ in
        await withRPCCancellationHandler {
          self.starts.yield()
          for await _ in self.gate { break }
        } onCancelRPC: {
          self.cancels.yield()
          self.release.finish()
        }
        return ServerResponse(message: request.message)
      }
    }
  }

  private func run(
    _ handlers: [String: Scripted.Handler], concurrency: Int = 256,
    _ body: (Connection, Parts) async throws -> Void
  ) async throws {
    try await withTestBroker { broker in
      try await withRabbitMQ(
        broker, Scripted(handlers: handlers), concurrency: concurrency, body)
    }
  }

  @Test("M12: a deadline cancels the handler, which knows it beforehand")
  func deadline() async throws {
    let hanging = Hanging()
    let inner = hanging.handler
    let known = Mutex<Duration?>(nil)
    let handler: Scripted.Handler = { request, context in
      known.withLock { $0 = RPCDeadline.current?.remaining }
      return try await inner(request, context)
    }
    try await self.run(["Hang": handler]) { call, _ in
      let error = await withDeadline(.seconds(5)) {
        await withDeadline(.seconds(60)) { await call.error("Hang") }
      }
      #expect(error?.code == .deadlineExceeded)
      var cancelled = hanging.cancelled.makeAsyncIterator()
      await cancelled.next()
      let remaining = try #require(known.withLock { $0 })
      #expect(remaining <= .seconds(5))
    }
  }

  @Test("a cancelled caller cancels the handler")
  func cancellation() async throws {
    let hanging = Hanging()
    try await self.run(["Hang": hanging.handler]) { call, _ in
      let task = Task { await call.error("Hang") }
      var started = hanging.started.makeAsyncIterator()
      await started.next()
      task.cancel()
      #expect(await task.value?.code == .cancelled)
      var cancelled = hanging.cancelled.makeAsyncIterator()
      await cancelled.next()
    }
  }

  @Test("M12: a request that waits past its deadline never starts")
  func expiredWaiting() async throws {
    let hanging = Hanging()
    let echoes = Mutex(0)
    let echo: Scripted.Handler = { request, context in
      echoes.withLock { $0 += 1 }
      return try await Scripted.echo(request, context)
    }
    try await self.run(["Hang": hanging.handler, "Echo": echo], concurrency: 1) { call, _ in
      async let first = call("Hang")
      var started = hanging.started.makeAsyncIterator()
      await started.next()
      let late = await withDeadline(.milliseconds(100)) { await call.error("Echo") }
      #expect(late?.code == .deadlineExceeded)
      hanging.release.finish()
      _ = try await first
      _ = try await call("Echo")
      #expect(echoes.withLock { $0 } == 1)
    }
  }

  @Test("M12: a request that arrives past its deadline never starts")
  func expiredArriving() async throws {
    let echoes = Mutex(0)
    let echo: Scripted.Handler = { request, context in
      echoes.withLock { $0 += 1 }
      return try await Scripted.echo(request, context)
    }
    try await self.run(["Echo": echo]) { call, parts in
      let peer = try await RawPeer(parts.calling)
      let late = peer.request { $0.properties.headers["grpc-deadline"] = 1_000_000_000_000 }
      let status = try await peer.status(late)
      #expect(status == 4)
      #expect(echoes.withLock { $0 } == 0)
    }
  }

  @Test("the handler learns the caller from the broker, not from the caller")
  func verifiedCaller() async throws {
    try await self.run(["Echo": Scripted.echo]) { call, parts in
      let response = try await call(metadata: ["clikc-caller": "someone-else"])
      #expect(
        Array(response.metadata[stringValues: "clikc-caller"]) == [parts.calling.configuration.user]
      )
    }
  }

  @Test("M13: what is too large is refused before it is sent, and the next call works")
  func limits() async throws {
    let large: Scripted.Handler = { _, _ in
      ServerResponse(message: [UInt8](repeating: 0, count: 4 * 1024 * 1024 + 1))
    }
    try await self.run(["Echo": Scripted.echo, "Large": large]) { call, _ in
      let message = [UInt8](repeating: 0, count: 4 * 1024 * 1024 + 1)
      #expect(await call.error("Echo", message)?.code == .resourceExhausted)
      let metadata: Metadata = ["large": .string(String(repeating: "x", count: 9 * 1024))]
      #expect(await call.error("Echo", metadata: metadata)?.code == .resourceExhausted)
      #expect(await call.error("Large")?.code == .resourceExhausted)
      _ = try await call()
    }
  }

  @Test("M19: a stopping server finishes what it has and takes nothing new")
  func drain() async throws {
    let hanging = Hanging()
    try await self.run(["Hang": hanging.handler, "Echo": Scripted.echo]) { call, parts in
      async let inHand = call("Hang", [9])
      var started = hanging.started.makeAsyncIterator()
      await started.next()
      parts.transport.beginGracefulShutdown()
      while parts.transport.isServing { await Task.yield() }
      #expect(await call.error("Echo")?.code == .unavailable)
      hanging.release.finish()
      let response = try await inHand
      #expect(try response.message == [9])
    }
  }
}
