extension AMQPMessage {
  /// Refuses what cannot be written: once the library has begun to write a message, an error in it costs
  /// the connection. Short texts hold 255 bytes; header tables must fit a frame.
  package func validate() throws(AMQPError) {
    let texts = [
      self.exchange, self.routingKey, self.properties.contentType, self.properties.correlationID,
      self.properties.replyTo, self.properties.expiration, self.properties.messageID,
      self.properties.type, self.properties.userID, self.properties.appID,
    ]
    for case let text? in texts where text.utf8.count > 255 {
      throw .invalidMessage("a property is longer than 255 bytes")
    }
    let size = try self.properties.headers.wireSize()
    guard size <= 100_000 else { throw .invalidMessage("the headers take \(size) bytes") }
    guard self.body.count <= 128 * 1024 * 1024 else {
      throw .invalidMessage("the body has \(self.body.count) bytes")
    }
  }
}

extension [String: AMQPValue] {
  /// About how many bytes the table takes on the wire.
  fileprivate func wireSize() throws(AMQPError) -> Int {
    var size = 4
    for (key, value) in self {
      guard key.utf8.count <= 128 else {
        throw .invalidMessage("a header's name is longer than 128 bytes")
      }
      size += key.utf8.count + 1 + (try value.wireSize())
    }
    return size
  }
}

extension AMQPValue {
  fileprivate func wireSize() throws(AMQPError) -> Int {
    switch self {
    case .string(let text): return 5 + text.utf8.count
    case .bytes(let bytes): return 5 + bytes.count
    case .table(let entries): return 1 + (try entries.wireSize())
    case .array(let values):
      var size = 5
      for value in values { size += try value.wireSize() }
      return size
    default: return 9
    }
  }
}
