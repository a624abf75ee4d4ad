internal import AMQP
internal import GRPCCore
internal import Synchronization

/// One message of the broker that belongs to a stream, either way.
struct StreamFrame {
  /// Messages of the stream, in order.
  var messages: [[UInt8]] = []
  /// Total credit granted to the other side.
  var credit: Int64?
  /// Where the other side's frames are to go; in the callee's first one.
  var replyTo: String?
  /// The callee's initial metadata.
  var metadata: Metadata?
  /// The caller sends no more messages.
  var isEnd = false
  /// The call is over.
  var status: Status?
  /// The trailing metadata, with the status.
  var trailers = Metadata()

  /// The AMQP message, still without its number. Throws RESOURCE_EXHAUSTED when it is larger than a peer
  /// accepts.
  func encoded(
    to address: WireAddress.Target, id: String, user: String? = nil, compressing: Bool
  ) throws(RPCError) -> AMQPMessage {
    var headers: [String: AMQPValue] = [:]
    if let credit = self.credit { headers[WireHeader.credit] = .integer(credit) }
    if self.isEnd { headers[WireHeader.end] = true }
    if let metadata = self.metadata {
      headers[WireHeader.metadata] = .table(try MetadataMapping.table(metadata))
    }
    if let status = self.status {
      try WireResponse.encode(status, self.trailers, into: &headers)
    }
    let (body, isCompressed) = try MessageFramer.framed(self.messages, compressing: compressing)
    if isCompressed { headers[WireHeader.encoding] = .string(MessageFramer.gzip) }
    return AMQPMessage(
      exchange: address.exchange, routingKey: address.key, body: body,
      properties: AMQPProperties(
        contentType: WireAddress.contentType, deliveryMode: .transient, correlationID: id,
        replyTo: self.replyTo, type: WireAddress.stream, userID: user, headers: headers))
  }

  /// Reads a frame. Throws INTERNAL or RESOURCE_EXHAUSTED for one that is not of the protocol's form.
  init(body: [UInt8], properties: AMQPProperties) throws(RPCError) {
    let headers = properties.headers
    self.messages = try MessageFramer.all(
      body, encoding: headers[WireHeader.encoding]?.stringValue)
    self.credit = headers[WireHeader.credit]?.integerValue
    self.replyTo = properties.replyTo
    self.isEnd = headers[WireHeader.end] == true
    if case .table(let table) = headers[WireHeader.metadata] {
      self.metadata = try MetadataMapping.decode(table)
    }
    guard headers[WireHeader.status] != nil else { return }
    self.status = WireResponse.status(headers)
    if case .table(let table) = headers[WireHeader.trailers] {
      self.trailers = try MetadataMapping.decode(table)
    }
  }

  init() {}
}

/// A frame on its way to the broker; numbered when it is written.
final class FramePublication: AMQPPublication {
  private let message: Mutex<AMQPMessage?>
  private let outlet: StreamOutlet
  private let failed: @Sendable (AMQPError) -> Void

  init(
    _ message: AMQPMessage, outlet: StreamOutlet, failed: @escaping @Sendable (AMQPError) -> Void
  ) {
    self.message = Mutex(message)
    self.outlet = outlet
    self.failed = failed
  }

  func claim() -> AMQPMessage? {
    guard var message = self.message.withLock({ $0.take() }) else { return nil }
    message.properties.headers[WireHeader.sequence] = .integer(self.outlet.nextSequence())
    return message
  }

  func unsent(_ error: AMQPError) { self.failed(error) }
}
