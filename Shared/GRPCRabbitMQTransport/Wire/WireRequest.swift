internal import AMQP
internal import GRPCCore

/// A request as it travels.
struct WireRequest {
  var id: CallID
  /// `/package.Service/Method`
  var path: String
  var metadata: Metadata
  var deadline: WireDeadline?
  var message: [UInt8]

  /// The exchange and key a request goes to, and where its reply is to come.
  struct Address {
    var service: String
    var replyTo: String
    var user: String
  }

  /// The AMQP message. Throws RESOURCE_EXHAUSTED when it is larger than a peer accepts.
  func encoded(to address: Address, now: Int64 = WireDeadline.now()) throws(RPCError) -> AMQPMessage
  {
    var headers: [String: AMQPValue] = [:]
    headers.reserveCapacity(self.metadata.count + 1)
    try MetadataMapping.encode(self.metadata, into: &headers)
    var expiration: String?
    if let deadline = self.deadline {
      headers[WireHeader.deadline] = .integer(deadline.milliseconds)
      expiration = String(min(max(deadline.milliseconds - now, 1), 0xFFFF_FFFF))
    }
    return AMQPMessage(
      exchange: WireAddress.requests(address.service), routingKey: WireAddress.call,
      body: try MessageFramer.framed(self.message),
      properties: AMQPProperties(
        contentType: WireAddress.contentType, deliveryMode: .transient, correlationID: self.id.text,
        replyTo: address.replyTo, expiration: expiration, type: self.path, userID: address.user,
        headers: headers))
  }
}

/// The names of the wire.
enum WireAddress {
  /// The routing key of requests.
  static let call = "call"
  /// The routing key of cancellations.
  static let cancel = "cancel"
  /// The `type` of a message that only asks whether anyone is there.
  static let probe = "probe"
  /// What bodies are.
  static let contentType = "application/grpc"

  /// The exchange a service's requests go to; its queue has the same name.
  static func requests(_ service: String) -> String { "rpc.\(service)" }

  /// The exchange a caller's replies go to.
  static func replies(_ caller: String) -> String { "reply.\(caller)" }

  /// The exchange and key in a `reply_to`, or nil when it is not of the form `reply.<caller>/<key>`.
  static func reply(_ text: String) -> (exchange: String, key: String)? {
    guard text.hasPrefix("reply."), let slash = text.firstIndex(of: "/") else { return nil }
    return (String(text[..<slash]), String(text[text.index(after: slash)...]))
  }
}

extension MessageFramer {
  /// One framed message, or RESOURCE_EXHAUSTED.
  static func framed(_ message: [UInt8]) throws(RPCError) -> [UInt8] {
    do throws(FramingError) {
      return try Self.frame(message)
    } catch {
      throw RPCError(code: .resourceExhausted, message: "the message is larger than 4 MiB")
    }
  }

  /// The one message in a body. Throws what gRPC says of another body.
  static func single(_ body: [UInt8]) throws(RPCError) -> [UInt8] {
    guard body.count >= Self.prefixLength else {
      throw RPCError(code: .internalError, message: "the body is no length-prefixed message")
    }
    guard body[0] == 0 else {
      throw RPCError(code: .unimplemented, message: "compressed messages are not accepted")
    }
    let length = body[1..<Self.prefixLength].reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.maximumLength else {
      throw RPCError(code: .resourceExhausted, message: "the message is larger than 4 MiB")
    }
    guard body.count == Self.prefixLength + length else {
      throw RPCError(code: .internalError, message: "the body is not one length-prefixed message")
    }
    return Array(body[Self.prefixLength...])
  }
}
