/// Sorts messages that may be bundled by where they go. Pure: no I/O, no clock.
///
/// Nobody waits for a bundle to fill: it holds what one turn of the publishing thread found.
struct BundlePacker {
  private var parcels: [[AMQPMessage]] = []

  /// Whether nothing is held.
  var isEmpty: Bool { self.parcels.isEmpty }

  /// Whether the message is one to bundle.
  static func takes(_ message: AMQPMessage) -> Bool {
    message.mayBeBundled && message.body.count <= AMQPBundle.maximumMember
  }

  /// Adds a message; returns the messages that are full with it.
  mutating func add(_ message: AMQPMessage) -> [AMQPMessage]? {
    guard let index = self.parcels.firstIndex(where: { Self.isAlike($0[0], message) }) else {
      self.parcels.append([message])
      return nil
    }
    self.parcels[index].append(message)
    guard self.parcels[index].count >= AMQPBundle.maximumCount else { return nil }
    return self.parcels.remove(at: index)
  }

  /// Takes out what goes to an exchange, in the order it came.
  mutating func take(exchange: String) -> [[AMQPMessage]] {
    let taken = self.parcels.filter { $0[0].exchange == exchange }
    self.parcels.removeAll { $0[0].exchange == exchange }
    return taken
  }

  /// Takes out everything, in the order it came.
  mutating func takeAll() -> [[AMQPMessage]] {
    defer { self.parcels.removeAll(keepingCapacity: true) }
    return self.parcels
  }

  /// Whether two messages differ only in what each member of a bundle has of its own.
  private static func isAlike(_ left: AMQPMessage, _ right: AMQPMessage) -> Bool {
    left.routingKey == right.routingKey && left.exchange == right.exchange
      && left.mandatory == right.mandatory
      && left.properties.replyTo == right.properties.replyTo
      && left.properties.userID == right.properties.userID
      && left.properties.appID == right.properties.appID
  }
}
