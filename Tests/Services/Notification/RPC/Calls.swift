import Authentication
import Foundation
import GRPCCore
import GRPCInProcessTransport
import NotificationContract
import Problems
import RowScopes
import Testing

@testable import notification

/// Calls in this process, by a caller who is already known.
enum Calls {
  typealias Certificates =
    Clikc_Notification_V1_Certificates.Client<InProcessTransport.Client>
  typealias Mail = Clikc_Notification_V1_Mail.Client<InProcessTransport.Client>

  static func principal(
    _ account: UUID, _ roles: Set<Role> = [], _ administration: UUID? = nil
  ) -> Principal {
    Principal(
      accountID: account, sessionID: UUID(), roles: roles, administrationID: administration,
      language: "en", name: "Somebody")
  }

  static func refused<Answer: Sendable>(
    _ reason: String, _ code: RPCError.Code, _ call: () async throws -> Answer
  ) async {
    let error = await #expect(throws: RPCError.self) { _ = try await call() }
    #expect(error?.code == code)
    #expect(error?.refusal?.reason == reason)
  }

  static func serve(
    _ workshop: Workshop, as principal: Principal?,
    _ body: @Sendable (Certificates, Mail) async throws -> Void
  ) async throws {
    let transport = InProcessTransport()
    try await withGRPCServer(
      transport: transport.server, services: workshop.service.services,
      interceptors: [KnownCaller(principal: principal), RowScopeInterceptor()]
    ) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        try await body(Certificates(wrapping: client), Mail(wrapping: client))
      }
    }
  }
}

/// Stands for the verification of the signed principal, which has tests of its own.
struct KnownCaller: ServerInterceptor {
  let principal: Principal?

  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    try await Principal.$current.withValue(self.principal) { try await next(request, context) }
  }
}
