internal import AMQP
internal import GRPCCore
internal import Synchronization

// What comes for the calls of this instance, and from whom it can no longer come.
extension ServerCore {
  /// Takes what came on the instance's own queue: for all instances, or for this one.
  func control(_ delivery: AMQPDelivery) {
    switch delivery.properties.type {
    case WireAddress.stream: self.call(of: delivery)?.receive(delivery)
    case WireAddress.cancel: self.cancel(delivery)
    case WireAddress.who: self.answerWho(delivery)
    default: break  // a probe: that it found its way was the answer
    }
  }

  /// The running stream a frame belongs to, if its own caller sent it.
  private func call(of delivery: AMQPDelivery) -> ServerCall? {
    guard let id = delivery.properties.correlationID,
      let call = self.state.withLock({ $0.streams[id] }),
      call.user == delivery.properties.userID ?? ""
    else { return nil }
    return call
  }

  /// Cancels a call, if its own caller asks.
  private func cancel(_ delivery: AMQPDelivery) {
    guard let id = delivery.properties.correlationID else { return }
    let call = self.state.withLock { $0.streams[id] ?? $0.admission.cancel(id) }
    if let call, call.user == delivery.properties.userID ?? "" { call.cancel() }
  }

  /// The instance's queue was interrupted: frames for it may be lost.
  func controlInterrupted(_ error: AMQPError) {
    self.endStreams("messages of the stream may be lost: \(error)")
  }

  /// Ends all streams UNAVAILABLE.
  func endStreams(_ reason: String) {
    for call in self.state.withLock({ Array($0.streams.values) }) {
      call.stream?.end(RPCError(code: .unavailable, message: reason))
      call.cancel()
    }
  }

  /// Says that a probe has arrived.
  func answer(_ probe: AMQPDelivery, to address: WireAddress.Target) {
    self.send(
      type: WireAddress.probe, id: probe.properties.correlationID, headers: [:], to: address)
  }

  /// Says which of the calls named run or wait here, also when none does.
  private func answerWho(_ question: AMQPDelivery) {
    let properties = question.properties
    guard let address = properties.replyTo.flatMap({ WireAddress.reply($0) }),
      case .array(let names) = properties.headers[WireHeader.calls]
    else { return }
    let here = self.state.withLock { state in
      names.filter { name in
        guard let id = name.stringValue else { return false }
        let call = state.streams[id] ?? state.admission.call(id)
        return call?.user == properties.userID ?? ""
      }
    }
    self.send(
      type: WireAddress.who, id: properties.correlationID,
      headers: [WireHeader.calls: .array(here)], to: address)
  }

  func send(
    type: String, id: String?, headers: [String: AMQPValue], to address: WireAddress.Target
  ) {
    let message = AMQPMessage(
      exchange: address.exchange, routingKey: address.key,
      properties: AMQPProperties(
        deliveryMode: .transient, correlationID: id, expiration: "10000", type: type,
        headers: headers))
    try? self.amqp.enqueue(Notice(message))  // a question unanswered is asked again
  }

  func publishing(_ new: AMQPPublishingState) {
    switch new {
    case .ready: self.stopWaitingForAnswers()
    case .blocked: break
    case .down(let error):
      self.endStreams("messages of the stream may be lost: \(error)")
    }
  }

  /// A reply found nobody: its caller is gone, and whatever else runs for it is in vain.
  func returned(exchange: String, routingKey: String, properties: AMQPProperties) {
    let address = WireAddress.Target(exchange: exchange, key: routingKey)
    for call in self.running() where call.replyAddress == address { call.cancel() }
  }

  func running() -> [ServerCall] {
    self.state.withLock { $0.admission.calls + $0.streams.values }
  }

  func refused(exchange: String, _ error: AMQPError) {
    for call in self.running() where call.replyAddress.exchange == exchange { call.cancel() }
  }
}

/// Takes what comes on an instance's own queue.
final class ControlSink: AMQPDeliverySink {
  private let core: ServerCore

  init(core: ServerCore) {
    self.core = core
  }

  func deliver(_ batch: [AMQPDelivery]) {
    for delivery in batch { self.core.control(delivery) }
  }

  func consumer(_ state: AMQPConsumerState) {
    if case .interrupted(let error) = state { self.core.controlInterrupted(error) }
  }
}
