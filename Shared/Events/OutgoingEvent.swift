public import Foundation
public import SwiftProtobuf

/// An event that is to be written into the outbox.
public struct OutgoingEvent: Sendable {
  let event: any Message & Sendable
  let aggregate: UUID
  let version: Int64
  let traceParent: String

  /// - Parameters:
  ///   - event: The event; its full protobuf name becomes its type.
  ///   - aggregate: What it happened to.
  ///   - version: The aggregate's version after it, from 1.
  ///   - traceParent: W3C trace context, empty when there is none.
  public init(
    _ event: any Message & Sendable, aggregate: UUID, version: Int64, traceParent: String = ""
  ) {
    self.event = event
    self.aggregate = aggregate
    self.version = version
    self.traceParent = traceParent
  }

  func envelope(at time: Date) throws -> EventEnvelope {
    try EventEnvelope(
      id: .version7(at: time), event: event, aggregateID: aggregate, version: version,
      occurredAt: time, traceParent: traceParent)
  }
}
