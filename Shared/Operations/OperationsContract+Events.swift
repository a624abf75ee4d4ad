internal import AMQP
internal import Events
internal import Foundation
internal import OperationsContract
internal import SwiftProtobuf

extension Clikc_Operations_V1_DeadLetter {
  /// With headers and content when there are subscriptions to read it by.
  init(_ letter: DeadLetter, in subscriptions: EventSubscriptions?) {
    self = .with {
      $0.messageID = letter.messageID
      $0.reason = letter.reason
      if let date = letter.buriedAt { $0.buriedAt = .init(date: date) }
      $0.routingKey = letter.routingKey
      $0.size = UInt32(letter.body.count)
      if let envelope = letter.envelope { $0.envelope = .init(envelope) }
      guard let subscriptions else { return }
      $0.headers = letter.headers.mapValues(\.text)
      $0.content =
        letter.envelope.flatMap(subscriptions.json) ?? hexadecimal(letter.body.prefix(64))
    }
  }
}

extension Clikc_Operations_V1_DeadEnvelope {
  init(_ envelope: EventEnvelope) {
    self = .with {
      $0.id = envelope.id.uuidString.lowercased()
      $0.type = envelope.type
      $0.aggregateID = envelope.aggregateID.uuidString.lowercased()
      $0.aggregateVersion = envelope.version
      $0.occurredAt = .init(date: envelope.occurredAt)
    }
  }
}

extension Clikc_Operations_V1_GetOutboxResponse {
  init(_ status: OutboxStatus) {
    self = .with {
      $0.unpublished = UInt32(status.unpublished)
      if let oldest = status.oldest { $0.oldest = .init(date: oldest) }
      $0.leader = status.leader ?? ""
      $0.unroutable = status.unroutable.map { events in
        .with {
          $0.type = events.type
          $0.count = UInt32(events.count)
          $0.attempts = UInt32(events.attempts)
        }
      }
    }
  }
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}

extension AMQPValue {
  /// The value as an operator reads it.
  fileprivate var text: String {
    switch self {
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .double(let value): "\(value)"
    case .string(let value): value
    case .bytes(let value): hexadecimal(value)
    case .timestamp(let seconds):
      Date(timeIntervalSince1970: TimeInterval(seconds)).ISO8601Format()
    case .array(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
    case .table(let values):
      "{"
        + values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }
        .joined(separator: ", ") + "}"
    case .null: "null"
    }
  }
}
