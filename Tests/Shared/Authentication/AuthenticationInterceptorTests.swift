import Authentication
import Cryptography
import Foundation
import GRPCCore
import Problems
import SwiftProtobuf
import Testing

@Suite("The authentication interceptor")
struct AuthenticationInterceptorTests {
  private let key: SigningKey

  init() throws { key = try SigningKey(seed: [UInt8](repeating: 9, count: 32)) }

  @Test("makes the principal and the origin of a call known to its handler")
  func known() async throws {
    let principal = Principal(
      accountID: UUID(), sessionID: UUID(), roles: [.administrator], administrationID: nil,
      language: "en", name: "A")
    let signed = try PrincipalSigner(key: key).sign(principal, now: Date())
    var metadata = Metadata()
    metadata.addBinary(try signed.serializedBytes() as [UInt8], forKey: CallMetadata.principal)
    metadata.addString("gateway", forKey: CallMetadata.caller)

    let seen = try await call(metadata)

    #expect(seen.principal == principal)
    #expect(seen.origin == CallOrigin(caller: "gateway", clientAddress: ""))
  }

  @Test("lets a call without principal pass as anonymous")
  func anonymous() async throws {
    #expect(try await call([:]).principal == nil)
  }

  @Test("refuses a principal it does not believe")
  func refused() async throws {
    var metadata = Metadata()
    metadata.addBinary([1, 2, 3], forKey: CallMetadata.principal)

    await #expect(throws: Refusal(.unauthenticated, "SIGN_IN_REQUIRED")) {
      try await call(metadata)
    }
  }

  private func call(
    _ metadata: Metadata
  ) async throws -> (
    principal: Principal?, origin: CallOrigin
  ) {
    let interceptor = AuthenticationInterceptor(
      verifier: PrincipalVerifier(keys: [key.verificationKey]))
    let (seen, continuation) = AsyncStream.makeStream(of: (Principal?, CallOrigin).self)
    let request = StreamingServerRequest<String>(
      metadata: metadata, messages: RPCAsyncSequence(wrapping: AsyncThrowingStream { $0.finish() }))
    let context = ServerContext(
      descriptor: MethodDescriptor(fullyQualifiedService: "test", method: "Call"),
      remotePeer: "", localPeer: "", cancellation: .init())
    _ = try await interceptor.intercept(request: request, context: context) { _, _ in
      continuation.yield((Principal.current, CallOrigin.current))
      return StreamingServerResponse<String>(metadata: [:]) { _ in [:] }
    }
    var iterator = seen.makeAsyncIterator()
    let found = try #require(await iterator.next())
    return (found.0, found.1)
  }
}
