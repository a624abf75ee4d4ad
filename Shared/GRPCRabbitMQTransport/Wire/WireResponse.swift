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
    to address: (exchange: String, key: String), id: String
  ) throws(RPCError) -> AMQPMessage {
    var headers: [String: AMQPValue] = [:]
    try MetadataMapping.encode(self.metadata, into: &headers)
    headers[WireHeader.status] = .integer(Int64(self.status.code.rawValue))
    if !self.status.message.isEmpty {
      headers[WireHeader.message] = .string(
        StatusMessageEncoding.encode(String(self.status.message.prefix(1000))))
    }
    if !self.trailers.isEmpty {
      var table: [String: AMQPValue] = [:]
      try MetadataMapping.encode(self.trailers, into: &table)
      headers[WireHeader.trailers] = .table(table)
    }
    return AMQPMessage(
      exchange: address.exchange, routingKey: address.key,
      body: try self.framedMessage(),
      properties: AMQPProperties(
        contentType: WireAddress.contentType, deliveryMode: .transient, correlationID: id,
        headers: headers))
  }

  private func framedMessage() throws(RPCError) -> [UInt8] {
    guard let message = self.message else { return [] }
    return try MessageFramer.framed(message)
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
        message: body.isEmpty ? nil : try MessageFramer.single(body),
        status: Self.status(headers), trailers: trailers)
    } catch {
      self.init(Status.Code(error.code), error.message)
    }
  }

  /// The status; a missing or unknown one is UNKNOWN, as gRPC says.
  private static func status(_ headers: [String: AMQPValue]) -> Status {
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
