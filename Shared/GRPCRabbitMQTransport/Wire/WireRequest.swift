internal import AMQP
internal import GRPCCore

/// A request as it travels.
struct WireRequest {
  var id: CallID
  /// `/package.Service/Method`
  var path: String
  var metadata: Metadata
  var deadline: WireDeadline?
  /// The request's message; nil when messages follow as frames of a stream.
  var message: [UInt8]?
  /// The credit granted for the response, when it is to come as a stream.
  var credit: Int64?
  /// Whether a large message is compressed.
  var compresses = true

  /// The exchange and key a request goes to, and where its reply is to come.
  struct Address {
    var service: String
    var replyTo: String
    var user: String
  }

  /// What the transport reads and writes.
  private static let accepted = AMQPValue.string(MessageFramer.gzip)

  /// The AMQP message. Throws RESOURCE_EXHAUSTED when it is larger than a peer accepts.
  func encoded(to address: Address, now: Int64 = WireDeadline.now()) throws(RPCError) -> AMQPMessage
  {
    var headers: [String: AMQPValue] = [:]
    headers.reserveCapacity(self.metadata.count + 2)
    try MetadataMapping.encode(self.metadata, into: &headers)
    var expiration: String?
    if let deadline = self.deadline {
      headers[WireHeader.deadline] = .integer(deadline.milliseconds)
      expiration = String(min(max(deadline.milliseconds - now, 1), 0xFFFF_FFFF))
    }
    if let credit = self.credit {
      headers[WireHeader.credit] = .integer(credit)
      if self.message != nil { headers[WireHeader.end] = true }
    }
    headers[WireHeader.acceptEncoding] = Self.accepted
    let (body, isCompressed) = try MessageFramer.framed(
      self.message.map { [$0] } ?? [], compressing: self.compresses)
    if isCompressed { headers[WireHeader.encoding] = Self.accepted }
    var message = AMQPMessage(
      exchange: WireAddress.requests(address.service), routingKey: WireAddress.call, body: body,
      properties: AMQPProperties(
        contentType: WireAddress.contentType, deliveryMode: .transient, correlationID: self.id.text,
        replyTo: address.replyTo, expiration: expiration, type: self.path, userID: address.user,
        appID: WireAddress.bundles, headers: headers))
    message.mayBeBundled = self.credit == nil
    return message
  }
}

/// The names of the wire.
enum WireAddress {
  /// The routing key of requests.
  static let call = "call"
  /// The routing key of what every instance is to hear.
  static let instances = "instances"
  /// The `type` of a cancellation.
  static let cancel = "cancel"
  /// The `type` of a message that only asks whether anyone is there.
  static let probe = "probe"
  /// The `type` of a question who has the calls it names, and of an answer.
  static let who = "who"
  /// The `type` of a frame of a stream.
  static let stream = "stream"
  /// The `app_id` of a caller that reads bundles.
  static let bundles = "bundles"
  /// What bodies are.
  static let contentType = "application/grpc"

  /// The exchange a service's requests go to; its queue has the same name.
  static func requests(_ service: String) -> String { "rpc.\(service)" }

  /// The exchange a caller's replies go to.
  static func replies(_ caller: String) -> String { "reply.\(caller)" }

  /// An exchange and a routing key; written `exchange/key`.
  struct Target: Hashable, Sendable {
    var exchange: String
    var key: String

    var text: String { "\(self.exchange)/\(self.key)" }
  }

  /// The address in a request's `reply_to`, or nil when it is not of the form `reply.<caller>/<key>`.
  static func reply(_ text: String) -> Target? {
    guard text.hasPrefix("reply."), let slash = text.firstIndex(of: "/") else { return nil }
    return Target(
      exchange: String(text[..<slash]), key: String(text[text.index(after: slash)...]))
  }

  /// The address in a reply's `reply_to`, or nil when it is not of the exchange the request went to.
  static func instance(_ text: String, of exchange: String) -> Target? {
    guard text.hasPrefix("\(exchange)/") else { return nil }
    return Target(exchange: exchange, key: String(text.dropFirst(exchange.utf8.count + 1)))
  }
}
