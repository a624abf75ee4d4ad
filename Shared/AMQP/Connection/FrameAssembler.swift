/// Puts the frames of a connection together into messages, channel by channel. Pure: no I/O.
///
/// A message is a method, a header and as many body frames as its size asks for; frames of other
/// channels may come in between.
struct FrameAssembler {
  /// A whole message.
  enum Message: Equatable {
    case delivered(Content, channel: UInt16, tag: UInt64, redelivered: Bool)
    case returned(Content, channel: UInt16, code: UInt16, text: String)
  }

  /// What a message consists of.
  struct Content: Equatable {
    var envelope: InboundFrame.Envelope
    var properties: AMQPProperties
    var body: [UInt8]
  }

  private struct Partial {
    var opening: InboundFrame
    var envelope: InboundFrame.Envelope
    var properties: AMQPProperties?
    var missing = 0
    var body: [UInt8] = []
  }

  private let maximumBody: Int
  private var partials: [UInt16: Partial] = [:]

  /// Creates an assembler that refuses bodies of more than `maximumBody` bytes.
  init(maximumBody: Int = 16 * 1024 * 1024) {
    self.maximumBody = maximumBody
  }

  /// Takes the next frame; returns the message it completes, if it does. Throws when the frames do not
  /// follow one another as the protocol says: the connection is then of no more use.
  mutating func accept(_ frame: InboundFrame) throws(AMQPError) -> Message? {
    switch frame {
    case .deliver(let channel, let envelope, _, _), .returned(let channel, let envelope, _, _):
      guard self.partials[channel] == nil else { throw Self.disorder("a method inside a message") }
      self.partials[channel] = Partial(opening: frame, envelope: envelope)
      return nil
    case .header(let channel, let size, let properties):
      return try self.header(channel, size, properties)
    case .body(let channel, let bytes):
      return try self.body(channel, bytes)
    case .channelClosed(let channel, _, _):
      self.partials[channel] = nil
      return nil
    default:
      return nil
    }
  }

  private mutating func header(
    _ channel: UInt16, _ size: UInt64, _ properties: AMQPProperties
  ) throws(AMQPError) -> Message? {
    guard var partial = self.partials[channel], partial.properties == nil else {
      throw Self.disorder("a header without a method")
    }
    guard size <= UInt64(self.maximumBody) else { throw Self.disorder("a body of \(size) bytes") }
    partial.properties = properties
    partial.missing = Int(size)
    return self.settle(partial, channel)
  }

  private mutating func body(_ channel: UInt16, _ bytes: [UInt8]) throws(AMQPError) -> Message? {
    guard var partial = self.partials[channel], partial.properties != nil else {
      throw Self.disorder("a body without a header")
    }
    guard bytes.count <= partial.missing else {
      throw Self.disorder("a body longer than announced")
    }
    self.partials[channel] = nil
    partial.missing -= bytes.count
    if partial.body.isEmpty {
      partial.body = bytes
      partial.body.reserveCapacity(bytes.count + partial.missing)
    } else {
      partial.body.append(contentsOf: bytes)
    }
    return self.settle(partial, channel)
  }

  /// Keeps the message, or hands it out when nothing is missing.
  private mutating func settle(_ partial: Partial, _ channel: UInt16) -> Message? {
    guard partial.missing == 0, let properties = partial.properties else {
      self.partials[channel] = partial
      return nil
    }
    self.partials[channel] = nil
    let content = Content(
      envelope: partial.envelope, properties: properties, body: partial.body)
    switch partial.opening {
    case .deliver(_, _, let tag, let redelivered):
      return .delivered(content, channel: channel, tag: tag, redelivered: redelivered)
    case .returned(_, _, let code, let text):
      return .returned(content, channel: channel, code: code, text: text)
    default:
      return nil
    }
  }

  private static func disorder(_ what: String) -> AMQPError {
    .notConnected("the broker sent \(what)")
  }
}
