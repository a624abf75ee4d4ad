public import AMQP
public import Postgres
public import SwiftProtobuf

/// Which events a service takes in, and what it does with them.
public struct EventSubscriptions: Sendable {
  typealias Handler = @Sendable (EventEnvelope, PostgresConnection) async throws -> Void

  private(set) var handlers: [String: [Handler]] = [:]
  private(set) var types: [any Message.Type] = []

  /// Begins with none.
  public init() {}

  /// Handles each event of the type, in the transaction that also notes in the inbox that it was
  /// handled: both or neither take place, so its effect on the database happens once.
  ///
  /// The handler may run several times for one event, but is committed once; it must not have effects
  /// outside the database. It must accept events in another order than they happened: the envelope
  /// carries the aggregate's version, and those that were passed are to be ignored.
  public mutating func on<M: Message>(
    _ type: M.Type,
    _ handler: @escaping @Sendable (M, EventEnvelope, PostgresConnection) async throws -> Void
  ) {
    if handlers[M.protoMessageName] == nil { types.append(type) }
    handlers[M.protoMessageName, default: []].append { envelope, connection in
      try await handler(try envelope.event(M.self), envelope, connection)
    }
  }

  /// The event inside an envelope as JSON; nil when its type is not among these, or it cannot be read.
  public func json(_ envelope: EventEnvelope) -> String? {
    guard let type = types.first(where: { $0.protoMessageName == envelope.type }) else {
      return nil
    }
    return try? type.init(serializedBytes: envelope.payload).jsonString()
  }

  var bindings: [AMQPBinding] {
    types.map { EventRouting.binding(to: $0) }
  }
}
