import GRPCCore
import GRPCInProcessTransport
import ServiceLifecycle
import ServiceLifecycleTestKit
import ServiceRuntime
import Testing

@Suite("A server and a client in a process that stops", .timeLimit(.minutes(1)))
struct RunUntilStoppedTests {
  @Test("a server that is to stop before it begins ends without an error, and is not healthy")
  func serverBefore() async throws {
    let health = HealthRegistry()
    let server = GRPCServer(transport: InProcessTransport().server, services: [])

    try await testGracefulShutdown { trigger in
      trigger.triggerGracefulShutdown()
      try await RPCServer(server, health: health).run()
    }

    #expect(health.isServing() == false)
  }

  @Test("a server that serves ends when it is to stop")
  func serverAfter() async throws {
    let health = HealthRegistry()
    let server = GRPCServer(transport: InProcessTransport().server, services: [])
    var states = health.watch(HealthRegistry.whole).makeAsyncIterator()
    #expect(await states.next() == false)

    try await testGracefulShutdown { trigger in
      async let end: Void = RPCServer(server, health: health).run()
      #expect(await states.next() == true)
      trigger.triggerGracefulShutdown()
      try await end
    }

    #expect(health.isServing() == false)
  }

  @Test("a server that serves already refuses to serve again")
  func twice() async throws {
    let transport = InProcessTransport()
    try await withGRPCServer(transport: transport.server, services: []) { server in
      try await withGRPCClient(transport: transport.client) { client in
        // An answer says that the server serves.
        await #expect(throws: RPCError.self) { try await Self.ask(client) }
        let error = await #expect(throws: RuntimeError.self) {
          try await server.serveUntilStopped()
        }
        #expect(error?.code == .serverIsAlreadyRunning)
      }
    }
  }

  @Test("a client that is to stop before it begins ends without an error")
  func clientBefore() async throws {
    let client = GRPCClient(transport: InProcessTransport().client)

    try await testGracefulShutdown { trigger in
      trigger.triggerGracefulShutdown()
      try await client.runUntilStopped()
    }

    await #expect(throws: RuntimeError.self) { try await Self.ask(client) }
  }

  private static func ask(_ client: GRPCClient<InProcessTransport.Client>) async throws {
    try await client.unary(
      request: ClientRequest(message: []),
      descriptor: MethodDescriptor(fullyQualifiedService: "clikc.test.v1.None", method: "None"),
      serializer: Raw(), deserializer: Raw(), options: .defaults
    ) { _ = try $0.message }
  }

  private struct Raw: MessageSerializer, MessageDeserializer {
    func serialize<B: GRPCContiguousBytes>(_ message: [UInt8]) throws -> B { B(message) }
    func deserialize<B: GRPCContiguousBytes>(_ bytes: B) throws -> [UInt8] {
      bytes.withUnsafeBytes { Array($0) }
    }
  }
}
