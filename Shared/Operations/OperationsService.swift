internal import Authentication
public import Events
internal import Foundation
public import GRPCCore
public import OperationsContract
public import Postgres
internal import SwiftProtobuf

/// `clikc.operations.v1.Operations`: what a service answers `clikcctl` about its events. The broker says
/// who calls; nobody else is answered.
public struct OperationsService: Clikc_Operations_V1_Operations.SimpleServiceProtocol {
  private let service: String
  private let pool: PostgresPool
  private let deadLetters: DeadLetters?
  private let subscriptions: EventSubscriptions

  /// The methods that may run twice.
  public static let idempotentMethods = Set(
    Clikc_Operations_V1_Operations.Method.descriptors.map(\.fullyQualifiedMethod))

  /// Answers for a service; without dead letters for one that subscribes to nothing.
  public init(
    service: String, pool: PostgresPool, deadLetters: DeadLetters? = nil,
    _ subscribe: (inout EventSubscriptions) -> Void = { _ in }
  ) {
    var subscriptions = EventSubscriptions()
    subscribe(&subscriptions)
    self.subscriptions = subscriptions
    self.service = service
    self.pool = pool
    self.deadLetters = deadLetters
  }

  public func listDeadLetters(
    request: Clikc_Operations_V1_ListDeadLettersRequest, context: ServerContext
  ) async throws -> Clikc_Operations_V1_ListDeadLettersResponse {
    try CallOrigin.require("clikcctl")
    guard let deadLetters else { return .init() }
    let one = request.messageID
    let limit = one.isEmpty ? Int(request.limit == 0 ? 100 : request.limit) : DeadLetters.limit
    let found = try await answering { try await deadLetters.list(limit: limit) }
    return .with {
      $0.depth = UInt32(found.depth)
      $0.letters = found.letters
        .filter { one.isEmpty || $0.messageID == one }
        .map { .init($0, in: one.isEmpty ? nil : subscriptions) }
    }
  }

  public func replayDeadLetters(
    request: Clikc_Operations_V1_ReplayDeadLettersRequest, context: ServerContext
  ) async throws -> Clikc_Operations_V1_ReplayDeadLettersResponse {
    try CallOrigin.require("clikcctl")
    guard let deadLetters else { return .init() }
    let done = try await answering {
      try await deadLetters.replay(
        request.all ? .all : .messages(Set(request.messageIds)))
    }
    return .with {
      $0.messageIds = done.messageIDs
      $0.left = UInt32(done.left)
    }
  }

  public func discardDeadLetters(
    request: Clikc_Operations_V1_DiscardDeadLettersRequest, context: ServerContext
  ) async throws -> Clikc_Operations_V1_DiscardDeadLettersResponse {
    try CallOrigin.require("clikcctl")
    guard let deadLetters else { return .init() }
    let done = try await answering {
      try await deadLetters.discard(
        request.all ? .all : .messages(Set(request.messageIds)))
    }
    return .with {
      $0.messageIds = done.messageIDs
      $0.left = UInt32(done.left)
    }
  }

  public func getOutbox(
    request: Clikc_Operations_V1_GetOutboxRequest, context: ServerContext
  ) async throws -> Clikc_Operations_V1_GetOutboxResponse {
    try CallOrigin.require("clikcctl")
    return .init(try await OutboxStatus.read(service: service, from: pool))
  }

  private func answering<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch DeadLetters.Failure.busy {
      throw RPCError(code: .aborted, message: "another operation on the dead letters is under way")
    } catch DeadLetters.Failure.unavailable(let reason) {
      throw RPCError(code: .unavailable, message: "the broker does not answer: \(reason)")
    }
  }
}
