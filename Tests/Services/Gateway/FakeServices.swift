import AuthenticationContract
import Foundation
import GRPCCore
import GRPCInProcessTransport
import HealthContract
import IdentityContract
import Problems
import ServiceRuntime
import SwiftProtobuf
import Synchronization

@testable import gateway

/// Every service behind the gateway in one process. A method answers an empty message unless a test says
/// otherwise; each call is written down.
final class FakeServices: Sendable {
  /// One call that arrived.
  struct Call: Sendable {
    let method: String
    let request: [UInt8]
    let metadata: Metadata
  }

  typealias Answer = @Sendable ([UInt8]) throws -> [UInt8]

  private struct State {
    var calls: [Call] = []
    var answers: [String: Answer] = [:]
  }

  private let state = Mutex(State())

  /// The calls so far without the resolving of sessions.
  var calls: [Call] {
    self.state.withLock { $0.calls.filter { !$0.method.hasSuffix("ResolveSession") } }
  }

  /// How often sessions were resolved.
  var resolutions: Int {
    self.state.withLock { $0.calls.count { $0.method.hasSuffix("ResolveSession") } }
  }

  /// Says what a method (`clikc.identity.v1.Sessions/SignIn`) answers.
  func answer<Response: Message>(_ method: String, _ response: Response) {
    self.answer(method) { _ in try response.serializedBytes() }
  }

  /// Says how a method answers.
  func answer(_ method: String, _ answer: @escaping Answer) {
    self.state.withLock { $0.answers[method] = answer }
  }

  /// Says that a method refuses.
  func refuse(_ method: String, _ error: any Error) {
    self.answer(method) { _ in throw error }
  }

  fileprivate func handle(_ method: String, _ call: Call) throws -> [UInt8] {
    let answer = self.state.withLock { state in
      state.calls.append(call)
      return state.answers[method]
    }
    return try answer?(call.request) ?? []
  }
}

/// Bytes as they are.
struct BytesCoding: MessageSerializer, MessageDeserializer {
  func serialize<Bytes: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Bytes {
    Bytes(message)
  }

  func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> [UInt8] {
    bytes.withUnsafeBytes { Array($0) }
  }
}

extension FakeServices {
  /// Methods the gateway calls that are no routes.
  private static let hidden =
    [
      "clikc.identity.v1.Sessions/ResolveSession", "clikc.identity.v1.Sessions/RenewSessions",
      "clikc.catalogue.v1.Courses/GetQuestions", "clikc.identity.v1.Profiles/SetPhoto",
      "clikc.identity.v1.Audit/NoteRecordRead",
      "clikc.notification.v1.Documents/DrawTable",
    ]
    + [
      "GetMyCredential", "GetStatusList", "GetRevocationList", "GetAchievement", "GetIssuer",
      "GetKeySet", "GetKey",
    ].map { "clikc.notification.v1.Credentials/\($0)" }

  /// Runs them, and a client that calls them, for as long as `body` runs.
  func run<Result: Sendable>(
    _ body: @escaping @Sendable (GRPCClient<InProcessTransport.Client>) async throws -> Result
  ) async throws -> Result {
    let transport = InProcessTransport()
    var router = RPCRouter<InProcessTransport.Server>()
    for name in Self.hidden + Route.all.map(\.name) { self.register(name, in: &router) }
    let server = GRPCServer(transport: transport.server, router: router)
    let client = GRPCClient(transport: transport.client)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      // A test that calls nothing may be over before either begins.
      group.addTask { try await server.serveUntilStopped() }
      group.addTask { try await client.runUntilStopped() }
      let result = try await body(client)
      client.beginGracefulShutdown()
      server.beginGracefulShutdown()
      try await group.waitForAll()
      return result
    }
  }

  private func register(_ name: String, in router: inout RPCRouter<InProcessTransport.Server>) {
    let parts = name.split(separator: "/").map(String.init)
    let method = MethodDescriptor(fullyQualifiedService: parts[0], method: parts[1])
    router.registerHandler(
      forMethod: method, deserializer: BytesCoding(), serializer: BytesCoding()
    ) { request, _ in
      var body: [UInt8] = []
      for try await message in request.messages { body = message }
      let call = Call(method: name, request: body, metadata: request.metadata)
      do {
        return .init(single: .init(message: try self.handle(name, call)))
      } catch {
        throw error
      }
    }
  }
}
