import AMQP

@testable import GRPCRabbitMQTransport

/// A peer that speaks the wire by hand, as docs/protocol.md describes it.
struct RawPeer {
  let client: AMQPClient
  let replies: AsyncStream<AMQPDelivery>

  /// Declares `reply.raw` and a reply queue on a running client.
  init(_ client: AMQPClient) async throws {
    self.client = client
    let (replies, input) = AsyncStream<AMQPDelivery>.makeStream()
    self.replies = replies
    _ = try await client.consume(
      AMQPConsumer(
        queue: AMQPQueue("raw.reply", durable: false, exclusive: true, autoDelete: true),
        bindings: [AMQPBinding(exchange: "reply.raw", routingKey: "key")],
        surroundings: AMQPTopology(exchanges: [AMQPExchange("reply.raw", .direct)]),
        automaticAcknowledgement: true)
    ) { input.yield($0) }
  }

  /// A well-formed request for a scripted method; `change` spoils it.
  func request(
    _ method: String = "Echo", id: String = CallID.random().text,
    _ change: (inout AMQPMessage) -> Void = { _ in }
  ) -> AMQPMessage {
    var message = AMQPMessage(
      exchange: "rpc.callee", routingKey: "call", body: [0, 0, 0, 0, 1, 7],
      properties: AMQPProperties(
        contentType: "application/grpc", correlationID: id, replyTo: "reply.raw/key",
        type: "/clikc.test.v1.Scripted/\(method)"))
    change(&message)
    return message
  }

  /// Sends a request and returns the status code of the next reply.
  func status(_ message: AMQPMessage) async throws -> Int64? {
    try await self.client.publish(message)
    for await reply in self.replies
    where reply.properties.correlationID == message.properties.correlationID {
      return reply.properties.headers["grpc-status"]?.integerValue
    }
    return nil
  }
}

extension AMQPMessage {
  /// An answer to a request or a question, with what it named.
  static func answer(to delivery: AMQPDelivery, type: String?) -> AMQPMessage {
    let parts = (delivery.properties.replyTo ?? "").split(separator: "/", maxSplits: 1)
    return AMQPMessage(
      exchange: parts.first.map { String($0) } ?? "",
      routingKey: parts.last.map { String($0) } ?? "",
      properties: AMQPProperties(
        correlationID: delivery.properties.correlationID, type: type,
        headers: delivery.properties.headers))
  }
}

extension AMQPConsumer {
  /// What an instance of a service `callee` has for itself, as far as all instances hear it.
  static var calleeInstance: AMQPConsumer {
    AMQPConsumer(
      queue: AMQPQueue("callee.instance.raw", durable: false, exclusive: true, autoDelete: true),
      bindings: [AMQPBinding(exchange: "rpc.callee", routingKey: "instances")],
      surroundings: AMQPTopology(exchanges: [AMQPExchange("rpc.callee", .direct)]),
      automaticAcknowledgement: true)
  }

  /// The request queue of a service `callee`, as an instance declares it.
  static var calleeRequests: AMQPConsumer {
    AMQPConsumer(
      queue: AMQPQueue("rpc.callee", durable: false, autoDelete: true),
      bindings: [AMQPBinding(exchange: "rpc.callee", routingKey: "call")],
      surroundings: AMQPTopology(exchanges: [AMQPExchange("rpc.callee", .direct)]))
  }
}
