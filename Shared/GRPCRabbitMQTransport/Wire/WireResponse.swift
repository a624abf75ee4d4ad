internal import AMQP
internal import GRPCCore

/// A response as it travels: everything of a unary call in one message.
struct WireResponse {
  var metadata = Metadata()
  var message: [UInt8]?
  var status: Status
  var trailers = Metadata()

  /// A response that is only a status.
  init(_ code: Status.Code, _ text: String, trailers: Metadata = [:]) {
    self.status = Status(code: code, message: text)
    self.trailers = trailers
  }

  /// A whole response.
  init(metadata: Metadata, message: [UInt8]?, status: Status, trailers: Metadata) {
    self.metadata = metadata
    self.message = message
    self.status = status
    self.trailers = trailers
  }

  /// The AMQP message to an address. Throws RESOURCE_EXHAUSTED when it is larger than a peer accepts.
  func encoded(
    to address: WireAddress.Target, id: String, compressing: Bool = false, bundling: Bool = false
  ) throws(RPCError) -> AMQPMessage {
    var headers: [String: AMQPValue] = [:]
    try MetadataMapping.encode(self.metadata, into: &headers)
    try Self.encode(self.status, self.trailers, into: &headers)
    let (body, isCompressed) = try MessageFramer.framed(
      self.message.map { [$0] } ?? [], compressing: compressing)
    if isCompressed { headers[WireHeader.encoding] = .string(MessageFramer.gzip) }
    var message = AMQPMessage(
      exchange: address.exchange, routingKey: address.key, body: body,
      properties: AMQPProperties(
        contentType: WireAddress.contentType, deliveryMode: .transient, correlationID: id,
        headers: headers))
    message.mayBeBundled = bundling
    return message
  }

  /// Writes a status and the trailing metadata into headers.
  static func encode(
    _ status: Status, _ trailers: Metadata, into headers: inout [String: AMQPValue]
  ) throws(RPCError) {
    headers[WireHeader.status] = .integer(Int64(status.code.rawValue))
    if !status.message.isEmpty {
      headers[WireHeader.message] = .string(
        StatusMessageEncoding.encode(String(status.message.prefix(1000))))
    }
    if !trailers.isEmpty {
      headers[WireHeader.trailers] = .table(try MetadataMapping.table(trailers))
    }
  }

  /// Reads a reply. What is not of the protocol's form becomes a status that says so.
  init(body: [UInt8], headers: [String: AMQPValue]) {
    do throws(RPCError) {
      var trailers = Metadata()
      if case .table(let table) = headers[WireHeader.trailers] {
        trailers = try MetadataMapping.decode(table)
      }
      self.init(
        metadata: try MetadataMapping.decode(headers),
        message: body.isEmpty
          ? nil
          : try MessageFramer.single(body, encoding: headers[WireHeader.encoding]?.stringValue),
        status: Self.status(headers), trailers: trailers)
    } catch {
      self.init(Status.Code(error.code), error.message)
    }
  }

  /// The status; a missing or unknown one is UNKNOWN, as gRPC says.
  static func status(_ headers: [String: AMQPValue]) -> Status {
    let number: Int? =
      switch headers[WireHeader.status] {
      case .integer(let value): Int(value)
      case .string(let text): Int(text)
      default: nil
      }
    let text = StatusMessageEncoding.decode(headers[WireHeader.message]?.stringValue ?? "")
    guard let number else {
      return Status(code: .unknown, message: "the reply has no grpc-status")
    }
    return Status(code: Status.Code(rawValue: number) ?? .unknown, message: text)
  }
}
