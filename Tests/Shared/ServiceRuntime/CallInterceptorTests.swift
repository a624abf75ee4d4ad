import GRPCCore
import GRPCInProcessTransport
import Metrics
import Synchronization
import Testing
import Tracing

@testable import ServiceRuntime

@Suite("What every call passes", .serialized)
struct CallInterceptorTests {
  /// A service of raw bytes that tells the trace it runs in, or fails.
  private struct Tell: RegistrableRPCService {
    static let tell = MethodDescriptor(
      fullyQualifiedService: "clikc.test.v1.Tell", method: "Trace", type: .unary)
    static let fail = MethodDescriptor(
      fullyQualifiedService: "clikc.test.v1.Tell", method: "Fail", type: .unary)

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
      router.registerHandler(forMethod: Self.tell, deserializer: Raw(), serializer: Raw()) { _, _ in
        StreamingServerResponse { writer in
          try await writer.write(Array((ServiceContext.current?.trace?.header ?? "").utf8))
          return [:]
        }
      }
      router.registerHandler(forMethod: Self.fail, deserializer: Raw(), serializer: Raw()) { _, _ in
        throw RPCError(code: .notFound, message: "nothing")
      }
    }
  }

  private struct Raw: MessageSerializer, MessageDeserializer {
    func serialize<B: GRPCContiguousBytes>(_ message: [UInt8]) throws -> B { B(message) }
    func deserialize<B: GRPCContiguousBytes>(_ bytes: B) throws -> [UInt8] {
      bytes.withUnsafeBytes { Array($0) }
    }
  }

  private func withCalls(
    server: [any ServerInterceptor], client: [any ClientInterceptor],
    _ body: (_ call: (MethodDescriptor) async throws -> String) async throws -> Void
  ) async throws {
    let transport = InProcessTransport()
    try await withGRPCServer(
      transport: transport.server, services: [Tell()], interceptors: server
    ) { _ in
      try await withGRPCClient(transport: transport.client, interceptors: client) { client in
        try await body { method in
          try await client.unary(
            request: ClientRequest(message: []), descriptor: method, serializer: Raw(),
            deserializer: Raw(), options: .defaults
          ) { String(decoding: try $0.message, as: UTF8.self) }
        }
      }
    }
  }

  @Test("a handler works in the trace of its caller, one hop further")
  func trace() async throws {
    InstrumentationSystem.bootstrap(TraceContextInstrument())
    let tracing = CallTracingInterceptor()
    try await self.withCalls(server: [tracing], client: [tracing]) { call in
      var context = ServiceContext.topLevel
      let trace = TraceContext.root()
      context.trace = trace
      let found = try await ServiceContext.withValue(context) { try await call(Tell.tell) }
      let inside = try #require(TraceContext(found))
      #expect(inside.traceID == trace.traceID)
      #expect(inside.spanID != trace.spanID)
      let alone = try #require(TraceContext(try await call(Tell.tell)))
      #expect(alone.traceID != trace.traceID)
    }
  }

  @Test(
    "a traceparent of another form counts as absent",
    arguments: [
      "", "00-ab-cd-01", "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
      "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
      "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
    ])
  func malformed(header: String) {
    #expect(TraceContext(header) == nil)
    let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    #expect(TraceContext(good)?.header == good)
    #expect(TraceContext("01" + good.dropFirst(2) + "-more")?.header == good)
  }

  @Test("each side counts its calls by method and status, and none stays under way")
  func metrics() async throws {
    let found = MeasuredValues()
    MetricsSystem.bootstrap(found)
    try await self.withCalls(server: [CallMetricsInterceptor()], client: [CallMetricsInterceptor()])
    {
      call in
      _ = try await call(Tell.tell)
      _ = try await call(Tell.tell)
      _ = try? await call(Tell.fail)
    }
    for side in ["client", "server"] {
      #expect(found["rpc_calls_total \(side) clikc.test.v1.Tell/Trace OK"] == 2)
      #expect(found["rpc_in_flight \(side)"] == 0)
      #expect((found["rpc_duration_seconds \(side) clikc.test.v1.Tell/Trace"] ?? 0) > 0)
    }
    #expect(found.names.contains { $0.hasPrefix("rpc_calls_total server clikc.test.v1.Tell/Fail") })
  }
}

/// Adds up what is measured, by label and dimensions.
private final class MeasuredValues: MetricsFactory, Sendable {
  private let values = Mutex<[String: Double]>([:])

  subscript(name: String) -> Double? { self.values.withLock { $0[name] } }
  var names: [String] { self.values.withLock { Array($0.keys) } }

  private final class Handler: CounterHandler, MeterHandler, TimerHandler, RecorderHandler {
    let name: String
    let values: MeasuredValues

    init(_ name: String, _ values: MeasuredValues) {
      (self.name, self.values) = (name, values)
    }

    private func add(_ amount: Double) {
      self.values.values.withLock { $0[self.name, default: 0] += amount }
    }

    func increment(by amount: Int64) { self.add(Double(amount)) }
    func reset() {}
    func set(_ value: Int64) {}
    func set(_ value: Double) {}
    func increment(by amount: Double) { self.add(amount) }
    func decrement(by amount: Double) { self.add(-amount) }
    func recordNanoseconds(_ duration: Int64) { self.add(Double(duration)) }
    func record(_ value: Int64) {}
    func record(_ value: Double) {}
  }

  private func handler(_ label: String, _ dimensions: [(String, String)]) -> Handler {
    Handler(([label] + dimensions.map(\.1)).joined(separator: " "), self)
  }

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    self.handler(label, dimensions)
  }
  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    self.handler(label, dimensions)
  }
  func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    self.handler(label, dimensions)
  }
  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    self.handler(label, dimensions)
  }
  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyMeter(_ handler: any MeterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}
}
