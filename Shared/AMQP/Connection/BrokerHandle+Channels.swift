internal import CRabbitMQ

// The operations that wait for the broker's answer, and the sends that do not. What was gathered leaves
// before an operation waits; frames that arrive in between stay in the library's queue, in order.
extension BrokerHandle {
  /// Opens a channel.
  func openChannel(_ channel: UInt16) throws(AMQPError) {
    self.flush()
    _ = amqp_channel_open(self.state, channel)
    try self.answered()
  }

  /// Answers the broker's `channel.close`, after which the number may be opened again.
  func confirmChannelClosed(_ channel: UInt16) throws(AMQPError) {
    var method = amqp_channel_close_ok_t()
    try self.sent(amqp_send_method(self.state, channel, AMQP_CHANNEL_CLOSE_OK_METHOD, &method))
  }

  /// Closes a channel.
  func closeChannel(_ channel: UInt16) throws(AMQPError) {
    self.flush()
    try Self.check(amqp_channel_close(self.state, channel, AMQP_REPLY_SUCCESS))
  }

  /// Switches publisher confirms on.
  func selectConfirms(_ channel: UInt16) throws(AMQPError) {
    self.flush()
    _ = amqp_confirm_select(self.state, channel)
    try self.answered()
  }

  /// Declares an exchange.
  func declare(_ exchange: AMQPExchange, on channel: UInt16) throws(AMQPError) {
    self.flush()
    _ = amqp_exchange_declare(
      self.state, channel, self.arena.bytes(exchange.name),
      self.arena.bytes(exchange.kind.rawValue),
      0, exchange.durable ? 1 : 0, 0, 0, amqp_table_t(num_entries: 0, entries: nil))
    try self.answered()
  }

  /// Declares a queue by the given name.
  func declare(_ queue: AMQPQueue, as name: String, on channel: UInt16) throws(AMQPError) {
    self.flush()
    _ = amqp_queue_declare(
      self.state, channel, self.arena.bytes(name), 0, queue.durable ? 1 : 0,
      queue.exclusive ? 1 : 0, queue.autoDelete ? 1 : 0, self.arena.table(queue.arguments))
    try self.answered()
  }

  /// Asks how many messages wait in a queue and how many consume it.
  func depth(of queue: String, on channel: UInt16) throws(AMQPError) -> AMQPQueueDepth {
    self.flush()
    let found = amqp_queue_declare(
      self.state, channel, self.arena.bytes(queue), 1, 0, 0, 0,
      amqp_table_t(num_entries: 0, entries: nil))
    try self.answered()
    guard let found else { throw .notConnected("no answer to queue.declare") }
    return AMQPQueueDepth(
      messages: Int(found.pointee.message_count), consumers: Int(found.pointee.consumer_count))
  }

  /// Declares a binding of the named queue.
  func bind(_ binding: AMQPBinding, queue: String, on channel: UInt16) throws(AMQPError) {
    self.flush()
    _ = amqp_queue_bind(
      self.state, channel, self.arena.bytes(queue), self.arena.bytes(binding.exchange),
      self.arena.bytes(binding.routingKey), self.arena.table(binding.arguments))
    try self.answered()
  }

  /// Removes a binding of the named queue.
  func unbind(_ binding: AMQPBinding, queue: String, on channel: UInt16) throws(AMQPError) {
    self.flush()
    _ = amqp_queue_unbind(
      self.state, channel, self.arena.bytes(queue), self.arena.bytes(binding.exchange),
      self.arena.bytes(binding.routingKey), self.arena.table(binding.arguments))
    try self.answered()
  }

  /// Starts a consumer; its tag is the channel's number.
  func consume(
    _ queue: String, prefetch: UInt16, automatic: Bool, on channel: UInt16
  ) throws(AMQPError) {
    self.flush()
    _ = amqp_basic_qos(self.state, channel, 0, prefetch, 0)
    try self.answered()
    _ = amqp_basic_consume(
      self.state, channel, self.arena.bytes(queue), self.arena.bytes("\(channel)"), 0,
      automatic ? 1 : 0, 0, amqp_table_t(num_entries: 0, entries: nil))
    try self.answered()
  }

  /// Stops a channel's consumer.
  func cancelConsumer(_ channel: UInt16) throws(AMQPError) {
    self.flush()
    _ = amqp_basic_cancel(self.state, channel, self.arena.bytes("\(channel)"))
    try self.answered()
  }

  /// Acknowledges one delivery, or all up to it.
  func ack(_ tag: UInt64, multiple: Bool, on channel: UInt16) throws(AMQPError) {
    try self.sent(amqp_basic_ack(self.state, channel, tag, multiple ? 1 : 0))
  }

  /// Refuses one delivery.
  func nack(_ tag: UInt64, requeue: Bool, on channel: UInt16) throws(AMQPError) {
    try self.sent(amqp_basic_nack(self.state, channel, tag, 0, requeue ? 1 : 0))
  }

  /// Writes a message. Waits while the broker does not read.
  func publish(_ message: AMQPMessage, on channel: UInt16) throws(AMQPError) {
    let status = message.body.withUnsafeBytes { body in
      self.write(
        exchange: message.exchange, routingKey: message.routingKey, mandatory: message.mandatory,
        properties: message.properties, body: body, on: channel)
    }
    try self.sent(status)
  }

  /// Writes what makes up a message; returns the library's status.
  func write(
    exchange: String, routingKey: String, mandatory: Bool, properties: AMQPProperties,
    body: UnsafeRawBufferPointer, on channel: UInt16
  ) -> Int32 {
    defer { self.arena.reset() }
    var properties = properties.wire(in: self.arena)
    return amqp_basic_publish(
      self.state, channel, self.arena.bytes(exchange), self.arena.bytes(routingKey),
      mandatory ? 1 : 0, 0, &properties,
      amqp_bytes_t(len: body.count, bytes: UnsafeMutableRawPointer(mutating: body.baseAddress)))
  }

  private func answered() throws(AMQPError) {
    self.arena.reset()
    try Self.check(amqp_get_rpc_reply(self.state))
  }

  func sent(_ status: Int32) throws(AMQPError) {
    switch status {
    case 0: return
    case AMQP_STATUS_TABLE_TOO_BIG.rawValue: throw .invalidMessage("the headers exceed a frame")
    default: throw .notConnected(Self.text(status))
    }
  }
}

/// How full a queue is.
package struct AMQPQueueDepth: Sendable, Equatable {
  /// Messages ready to be delivered.
  package var messages: Int
  /// Consumers of all connections.
  package var consumers: Int
}
