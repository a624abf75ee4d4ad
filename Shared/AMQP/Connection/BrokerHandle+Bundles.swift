internal import CRabbitMQ

extension BrokerHandle {
  /// Writes messages that go the same way, in as few bundles as hold them.
  func publish(together messages: [AMQPMessage], on channel: UInt16) throws(AMQPError) {
    var rest = messages[...]
    while let first = rest.first {
      guard rest.count > 1 else { return try self.publish(first, on: channel) }
      self.bundles.reset()
      let count = rest.prefix { self.bundles.append($0, arena: self.arena) }.count
      if count > 1 {
        try self.publishBundle(of: rest.prefix(count), on: channel)
      } else {
        try self.publish(first, on: channel)
      }
      rest = rest.dropFirst(max(count, 1))
    }
  }

  private func publishBundle(
    of messages: ArraySlice<AMQPMessage>, on channel: UInt16
  ) throws(AMQPError) {
    guard let first = messages.first else { return }
    var properties = first.properties
    (properties.type, properties.correlationID, properties.headers) = (nil, nil, [:])
    properties.contentType = AMQPBundle.contentType
    properties.expiration = Self.longest(messages)
    try self.sent(
      self.write(
        exchange: first.exchange, routingKey: first.routingKey, mandatory: first.mandatory,
        properties: properties, body: self.bundles.body, on: channel))
  }

  /// The expiration of what lives longest; who reads the others knows their deadlines.
  private static func longest(_ messages: ArraySlice<AMQPMessage>) -> String? {
    var longest = 0
    for message in messages {
      guard let own = message.properties.expiration.flatMap({ Int($0) }) else { return nil }
      longest = max(longest, own)
    }
    return String(longest)
  }
}
