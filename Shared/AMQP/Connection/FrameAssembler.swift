/// Puts the frames of a connection together into messages, channel by channel. Pure: no I/O.
///
/// A message is a method, a header and as many body frames as its size asks for; frames of other
/// channels may come in between.
struct FrameAssembler {
  /// A whole message.
  enum Message: Equatable {
    case delivered(AMQPContent, channel: UInt16, tag: UInt64, redelivered: Bool)
    case returned(AMQPContent, channel: UInt16, code: UInt16, text: String)
  }

  private struct Partial {
    var kind: Kind
    var envelope: InboundFrame.Envelope
    var properties: AMQPProperties?
    var missing = 0
    var body: [UInt8] = []

    enum Kind {
      case delivered(tag: UInt64, redelivered: Bool)
      case returned(code: UInt16, text: String)
    }
  }

  private let maximumBody: Int
  private var partials: [UInt16: Partial] = [:]

  /// Creates an assembler that refuses bodies of more than `maximumBody` bytes.
  init(maximumBody: Int = 16 * 1024 * 1024) {
    self.maximumBody = maximumBody
  }

  /// Takes the next frame; returns the message it completes, if it does. Throws when the frames do not
  /// follow one another as the protocol says: the connection is then of no more use.
  mutating func accept(_ frame: consuming InboundFrame) throws(AMQPError) -> Message? {
    switch consume frame {
    case .deliver(let channel, let envelope, let tag, let redelivered):
      try self.begin(
        channel, Partial(kind: .delivered(tag: tag, redelivered: redelivered), envelope: envelope))
    case .returned(let channel, let envelope, let code, let text):
      try self.begin(channel, Partial(kind: .returned(code: code, text: text), envelope: envelope))
    case .header(let channel, let size, let properties):
      return try self.header(channel, size, properties)
    case .body(let channel, let bytes):
      return try self.body(channel, bytes)
    case .channelClosed(let channel, _, _):
      self.partials[channel] = nil
    default:
      break
    }
    return nil
  }

  private mutating func begin(_ channel: UInt16, _ partial: Partial) throws(AMQPError) {
    guard self.partials.updateValue(partial, forKey: channel) == nil else {
      throw Self.disorder("a method inside a message")
    }
  }

  private mutating func header(
    _ channel: UInt16, _ size: UInt64, _ properties: consuming AMQPProperties
  ) throws(AMQPError) -> Message? {
    guard var partial = self.partials.removeValue(forKey: channel), partial.properties == nil else {
      throw Self.disorder("a header without a method")
    }
    guard size <= UInt64(self.maximumBody) else { throw Self.disorder("a body of \(size) bytes") }
    partial.properties = consume properties
    partial.missing = Int(size)
    return self.settle(partial, channel)
  }

  private mutating func body(
    _ channel: UInt16, _ bytes: consuming [UInt8]
  ) throws(AMQPError) -> Message? {
    guard var partial = self.partials.removeValue(forKey: channel), partial.properties != nil else {
      throw Self.disorder("a body without a header")
    }
    guard bytes.count <= partial.missing else {
      throw Self.disorder("a body longer than announced")
    }
    partial.missing -= bytes.count
    if partial.body.isEmpty {
      let missing = partial.missing
      partial.body = consume bytes
      if missing > 0 { partial.body.reserveCapacity(partial.body.count + missing) }
    } else {
      partial.body.append(contentsOf: bytes)
    }
    return self.settle(partial, channel)
  }

  /// Keeps the message, or hands it out when nothing is missing.
  private mutating func settle(_ partial: consuming Partial, _ channel: UInt16) -> Message? {
    guard partial.missing == 0, let properties = partial.properties else {
      self.partials[channel] = partial
      return nil
    }
    let content = AMQPContent(
      exchange: partial.envelope.exchange, routingKey: partial.envelope.routingKey,
      properties: properties, body: partial.body)
    switch partial.kind {
    case .delivered(let tag, let redelivered):
      return .delivered(content, channel: channel, tag: tag, redelivered: redelivered)
    case .returned(let code, let text):
      return .returned(content, channel: channel, code: code, text: text)
    }
  }

  private static func disorder(_ what: String) -> AMQPError {
    .notConnected("the broker sent \(what)")
  }
}
