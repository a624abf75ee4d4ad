public import AMQP
public import Foundation

/// An event that a service could not process, as it lies in the service's dead letters.
public struct DeadLetter: Sendable {
  /// The message's identity, the envelope's id in lower case; empty when its publisher gave none.
  public let messageID: String
  /// The envelope; nil when the body is none.
  public let envelope: EventEnvelope?
  /// Why it is here: the handler's error, or the broker's word (`delivery_limit`).
  public let reason: String
  /// When it came here, to the second; nil when unknown.
  public let buriedAt: Date?
  /// The key it was published with, or the rest it came from.
  public let routingKey: String
  /// The message's headers.
  public let headers: [String: AMQPValue]
  /// The message's content.
  public let body: [UInt8]

  /// Reads what lay in the queue.
  init(_ delivery: AMQPDelivery) {
    let death = Self.death(in: delivery.properties.headers)
    messageID = delivery.properties.messageID ?? ""
    envelope = try? EventEnvelope(serialized: delivery.body)
    reason =
      delivery.properties.headers[EventHeaders.reason]?.stringValue
      ?? death["reason"]?.stringValue ?? "unknown"
    buriedAt =
      Self.time(death["time"])
      ?? delivery.properties.timestamp.map {
        Date(timeIntervalSince1970: TimeInterval($0))
      }
    routingKey = delivery.routingKey
    headers = delivery.properties.headers
    body = delivery.body
  }

  /// The latest entry of the header the broker keeps of what it dead-lettered itself.
  private static func death(in headers: [String: AMQPValue]) -> [String: AMQPValue] {
    guard case .array(let deaths) = headers["x-death"], case .table(let latest) = deaths.first
    else { return [:] }
    return latest
  }

  private static func time(_ value: AMQPValue?) -> Date? {
    guard case .timestamp(let seconds) = value else { return nil }
    return Date(timeIntervalSince1970: TimeInterval(seconds))
  }
}
