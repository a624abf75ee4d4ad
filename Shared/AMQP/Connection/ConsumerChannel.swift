/// A consumer's channel in one connection; confined to the connection's thread.
final class ConsumerChannel {
  let subscription: ConsumingDriver.Subscription
  let channel: UInt16
  let queue: String
  /// Which opening of a channel this is: delivery tags count from 1 in each.
  let opening: Int
  /// Whether the driver has noted that there is something to hand out or to send.
  var isTouched = false
  var acknowledgements = AcknowledgementBatch()
  /// What arrived and is yet to be handed out.
  var batch: [AMQPDelivery] = []

  init(
    _ subscription: ConsumingDriver.Subscription, channel: UInt16, queue: String, opening: Int
  ) {
    self.subscription = subscription
    self.channel = channel
    self.queue = queue
    self.opening = opening
  }

  /// Sends the acknowledgements that are due.
  func flush(_ handle: BrokerHandle) throws(AMQPError) {
    for frame in self.acknowledgements.flush() {
      try handle.ack(frame.tag, multiple: frame.multiple, on: self.channel)
    }
  }
}
