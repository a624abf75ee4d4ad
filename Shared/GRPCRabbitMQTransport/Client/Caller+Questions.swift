internal import AMQP
internal import GRPCCore
internal import Synchronization

// What a caller asks when calls take long, and what it makes of the answers.
extension Caller {
  /// Asks whether anyone is there: the broker returns the message if not.
  func probe(_ exchange: String, _ key: String, _ now: ContinuousClock.Instant) {
    var properties = self.question(WireAddress.probe)
    properties.messageID = String(Self.origin.duration(to: now).wholeNanoseconds)
    properties.replyTo = nil
    self.send(AMQPMessage(exchange: exchange, routingKey: key, properties: properties))
  }

  /// Sends a probe through the request queue, to hear when all that was written before has left it.
  func fence(_ exchange: String, _ id: CallID) {
    var properties = self.question(WireAddress.probe)
    properties.correlationID = id.text
    properties.expiration = String(Pace.life.wholeNanoseconds / 1_000_000)
    self.send(
      AMQPMessage(exchange: exchange, routingKey: WireAddress.call, properties: properties))
  }

  /// Asks all instances which of the calls they have.
  func ask(_ exchange: String, _ calls: [CallID], _ now: ContinuousClock.Instant) {
    for start in stride(from: 0, to: calls.count, by: Pace.names) {
      let named = Array(calls[start..<min(start + Pace.names, calls.count)])
      let id = CallID.random()
      self.state.withLock {
        $0.inquiries[exchange]?.questions[id] = Inquiry.Question(sent: now, calls: named)
      }
      var properties = self.question(WireAddress.who)
      properties.correlationID = id.text
      properties.headers[WireHeader.calls] = .array(named.map { .string($0.text) })
      self.send(
        AMQPMessage(
          exchange: exchange, routingKey: WireAddress.instances, properties: properties,
          mandatory: false))
    }
  }

  private func question(_ type: String) -> AMQPProperties {
    AMQPProperties(
      deliveryMode: .transient, replyTo: self.replyTo, expiration: "1000", type: type,
      userID: self.amqp.configuration.user)
  }

  // MARK: - Answers

  /// An answer that belongs to no call.
  func answered(_ delivery: AMQPDelivery) {
    switch delivery.properties.type {
    case WireAddress.probe:
      guard let id = delivery.properties.correlationID.flatMap({ CallID($0) }) else { return }
      self.passed(fence: id)
    case WireAddress.who:
      guard case .array(let names) = delivery.properties.headers[WireHeader.calls] else { return }
      self.claimed(names.compactMap { $0.stringValue.flatMap { CallID($0) } })
      if let id = delivery.properties.correlationID.flatMap({ CallID($0) }) {
        self.denied(question: id)
      }
    default: break
    }
  }

  private func claimed(_ ids: [CallID]) {
    let calls = self.state.withLock { state in ids.compactMap { state.calls[$0] } }
    for call in calls { call.claimed() }
  }

  /// The first answer to a question: the calls that it named are lost if this has been so often.
  private func denied(question id: CallID) {
    let calls = self.state.withLock { state in
      for exchange in state.inquiries.keys {
        guard let question = state.inquiries[exchange]?.questions.removeValue(forKey: id) else {
          continue
        }
        return question.calls.compactMap { state.calls[$0] }
      }
      return []
    }
    for call in calls where call.denied() >= Pace.denials {
      self.end(call, WireResponse(.unavailable, "no instance has the call any longer"))
    }
  }

  private func passed(fence id: CallID) {
    let passed = self.state.withLock { state -> (ContinuousClock.Instant, [ClientCall])? in
      for (exchange, inquiry) in state.inquiries {
        guard let sent = inquiry.fences[id] else { continue }
        state.inquiries[exchange]?.fences[id] = nil
        return (sent, state.calls.values.filter { $0.callee.exchange == exchange })
      }
      return nil
    }
    guard let (sent, calls) = passed else { return }
    for call in calls { call.leftQueue(before: sent) }
  }

  /// A probe found nobody: no instance at all, no request queue, or not the instance asked.
  func probeReturned(exchange: String, routingKey: String, _ properties: AMQPProperties) {
    switch routingKey {
    case WireAddress.call:
      // The queue is gone, and the requests in it; an instance that stops may still have others.
      if let id = properties.correlationID.flatMap({ CallID($0) }) { self.passed(fence: id) }
    case WireAddress.instances:
      guard let sent = properties.messageID.flatMap({ Int64($0) }) else { return }
      self.state.withLock { state in
        let looks = state.inquiries[exchange]?.absence?.looks ?? 0
        state.inquiries[exchange]?.absence = (Self.origin + .nanoseconds(sent), looks)
      }
    default:
      let calls = self.state.withLock { Array($0.calls.values) }
      for call in calls where call.stream?.instance?.key == routingKey {
        self.end(call, WireResponse(.unavailable, "the instance that served the call is gone"))
      }
    }
  }

  private static let origin = ContinuousClock.now
}

extension Duration {
  /// Whole nanoseconds, for spans of years.
  fileprivate var wholeNanoseconds: Int64 {
    self.components.seconds * 1_000_000_000 + self.components.attoseconds / 1_000_000_000
  }
}
