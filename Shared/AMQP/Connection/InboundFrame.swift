/// What the broker sent, copied out of the library's memory: one frame.
enum InboundFrame: Equatable {
  /// A message for a consumer begins.
  case deliver(channel: UInt16, Envelope, tag: UInt64, redelivered: Bool)
  /// A message nobody took comes back.
  case returned(channel: UInt16, Envelope, code: UInt16, text: String)
  /// The properties of a message, and how long its body is.
  case header(channel: UInt16, size: UInt64, AMQPProperties)
  /// A piece of a body.
  case body(channel: UInt16, [UInt8])
  /// `basic.ack`
  case ack(channel: UInt16, tag: UInt64, multiple: Bool)
  /// `basic.nack`
  case nack(channel: UInt16, tag: UInt64, multiple: Bool)
  /// `basic.cancel`: the queue is gone.
  case consumerCancelled(channel: UInt16)
  /// `channel.close`
  case channelClosed(channel: UInt16, code: UInt16, text: String)
  /// `connection.close`
  case connectionClosed(code: UInt16, text: String)
  /// `connection.blocked`
  case blocked(reason: String)
  /// `connection.unblocked`
  case unblocked
  /// Anything else: answers nobody waits for.
  case other

  /// Where a message was published to.
  struct Envelope: Equatable {
    var exchange: String
    var routingKey: String
  }
}
