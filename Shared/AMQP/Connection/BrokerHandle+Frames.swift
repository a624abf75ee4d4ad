internal import CRabbitMQ
internal import Foundation

extension BrokerHandle {
  /// Whether a frame, or a part of one, waits in the library's memory, where `poll` does not see it.
  var hasBuffered: Bool {
    amqp_frames_enqueued(self.state) != 0 || amqp_data_in_buffer(self.state) != 0
  }

  /// The next frame, or nil when none is there. Also sends and checks heartbeats, and never waits.
  func nextFrame() throws(AMQPError) -> InboundFrame? {
    var frame = amqp_frame_t()
    var now = timeval(tv_sec: 0, tv_usec: 0)
    let status = amqp_simple_wait_frame_noblock(self.state, &frame, &now)
    if status == AMQP_STATUS_TIMEOUT.rawValue { return nil }
    guard status == 0 else { throw .notConnected(Self.text(status)) }
    let payload = frame.payload
    switch Int32(frame.frame_type) {
    case AMQP_FRAME_METHOD:
      return Self.method(payload.method, frame.channel)
    case AMQP_FRAME_HEADER:
      let header = payload.properties
      guard header.class_id == AMQP_BASIC_CLASS, let decoded = header.decoded else { return .other }
      let properties = decoded.load(as: amqp_basic_properties_t.self)
      return .header(
        channel: frame.channel, size: header.body_size, AMQPProperties(wire: properties))
    case AMQP_FRAME_BODY:
      return .body(channel: frame.channel, [UInt8](wire: payload.body_fragment))
    default:
      return .other
    }
  }

  private static func method(_ method: amqp_method_t, _ channel: UInt16) -> InboundFrame {
    guard let decoded = method.decoded else { return .other }
    switch method.id {
    case AMQP_BASIC_DELIVER_METHOD:
      let deliver = decoded.load(as: amqp_basic_deliver_t.self)
      let envelope = InboundFrame.Envelope(
        exchange: String(wire: deliver.exchange), routingKey: String(wire: deliver.routing_key))
      return .deliver(
        channel: channel, envelope, tag: deliver.delivery_tag, redelivered: deliver.redelivered != 0
      )
    case AMQP_BASIC_RETURN_METHOD:
      let back = decoded.load(as: amqp_basic_return_t.self)
      let envelope = InboundFrame.Envelope(
        exchange: String(wire: back.exchange), routingKey: String(wire: back.routing_key))
      return .returned(
        channel: channel, envelope, code: back.reply_code, text: String(wire: back.reply_text))
    case AMQP_BASIC_ACK_METHOD:
      let ack = decoded.load(as: amqp_basic_ack_t.self)
      return .ack(channel: channel, tag: ack.delivery_tag, multiple: ack.multiple != 0)
    case AMQP_BASIC_NACK_METHOD:
      let nack = decoded.load(as: amqp_basic_nack_t.self)
      return .nack(channel: channel, tag: nack.delivery_tag, multiple: nack.multiple != 0)
    case AMQP_BASIC_CANCEL_METHOD:
      return .consumerCancelled(channel: channel)
    default:
      return Self.state(method.id, decoded, channel)
    }
  }

  private static func state(
    _ id: amqp_method_number_t, _ decoded: UnsafeMutableRawPointer, _ channel: UInt16
  ) -> InboundFrame {
    switch id {
    case AMQP_CHANNEL_CLOSE_METHOD:
      let close = decoded.load(as: amqp_channel_close_t.self)
      return .channelClosed(
        channel: channel, code: close.reply_code, text: String(wire: close.reply_text))
    case AMQP_CONNECTION_CLOSE_METHOD:
      let close = decoded.load(as: amqp_connection_close_t.self)
      return .connectionClosed(code: close.reply_code, text: String(wire: close.reply_text))
    case AMQP_CONNECTION_BLOCKED_METHOD:
      return .blocked(reason: String(wire: decoded.load(as: amqp_connection_blocked_t.self).reason))
    case AMQP_CONNECTION_UNBLOCKED_METHOD:
      return .unblocked
    default:
      return .other
    }
  }
}
