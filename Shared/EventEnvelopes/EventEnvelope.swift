internal import EventContract
public import Foundation
public import SwiftProtobuf

/// What surrounds an event: which one it is, what it happened to, and when.
public struct EventEnvelope: Sendable, Hashable {
  /// The event's own identity; the same however often it is delivered.
  public let id: UUID
  /// The full protobuf name of the event, such as `clikc.identity.v1.AccountCreated`.
  public let type: String
  /// The aggregate it happened to.
  public let aggregateID: UUID
  /// The aggregate's version after it, from 1; a consumer ignores versions it has passed.
  public let version: Int64
  /// When it happened.
  public let occurredAt: Date
  /// W3C trace context, empty when there is none.
  public let traceParent: String
  /// The serialized event.
  public let payload: [UInt8]

  /// Wraps an event.
  public init(
    id: UUID, event: some Message, aggregateID: UUID, version: Int64, occurredAt: Date,
    traceParent: String = ""
  ) throws {
    self.id = id
    type = Swift.type(of: event).protoMessageName
    self.aggregateID = aggregateID
    self.version = version
    self.occurredAt = occurredAt
    self.traceParent = traceParent
    payload = try event.serializedBytes()
  }

  /// Reads an envelope as it came from the broker.
  ///
  /// - Throws: `EventDefect` when it is none: retrying cannot help.
  public init(serialized bytes: [UInt8]) throws(EventDefect) {
    let message: Clikc_Event_V1_Envelope
    do {
      message = try Clikc_Event_V1_Envelope(serializedBytes: bytes)
    } catch {
      throw EventDefect("the envelope cannot be decoded: \(error)")
    }
    guard let id = UUID(uuidString: message.id) else { throw EventDefect("its id is no UUID") }
    guard let aggregate = UUID(uuidString: message.aggregateID) else {
      throw EventDefect("its aggregate id is no UUID")
    }
    guard !message.type.isEmpty, message.aggregateVersion > 0 else {
      throw EventDefect("its type or version is missing")
    }
    self.id = id
    type = message.type
    aggregateID = aggregate
    version = message.aggregateVersion
    occurredAt = message.occurredAt.date
    traceParent = message.traceParent
    payload = Array(message.payload)
  }

  /// The envelope as it goes to the broker.
  public func serialized() throws -> [UInt8] {
    let message = Clikc_Event_V1_Envelope.with {
      $0.id = id.uuidString.lowercased()
      $0.type = type
      $0.aggregateID = aggregateID.uuidString.lowercased()
      $0.aggregateVersion = version
      $0.occurredAt = Google_Protobuf_Timestamp(date: occurredAt)
      $0.traceParent = traceParent
      $0.payload = Data(payload)
    }
    return try message.serializedBytes()
  }

  /// The event inside.
  ///
  /// - Throws: `EventDefect` when the bytes are none of that type.
  public func event<M: Message>(_ type: M.Type) throws(EventDefect) -> M {
    do {
      return try M(serializedBytes: payload)
    } catch {
      throw EventDefect("the event cannot be decoded as \(M.protoMessageName): \(error)")
    }
  }
}

/// Why an event can never be processed, however often it is tried. Handlers may throw it too, for
/// content that breaks the contract; the event then goes to the dead letters at once.
public struct EventDefect: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, for the log; without the event's content.
  public let description: String

  /// Says what is wrong.
  public init(_ description: String) {
    self.description = description
  }
}
