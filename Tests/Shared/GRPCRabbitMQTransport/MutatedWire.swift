import GRPCCore
import TestSupport

@testable import AMQP
@testable import GRPCRabbitMQTransport

/// Messages of the wire with a few things changed in each.
struct MutatedWire {
  var random: SeededGenerator

  private static let texts: [String?] = [
    nil, "", "x", "reply.raw/", "reply./", "/", "//", "/a/b", "é/\u{0}", "rpc.callee/k", "probe",
    "stream", "who", "cancel", "99999999H", "-1", String(repeating: "z", count: 255),
  ]
  private static let values: [AMQPValue] = [
    0, 1, -1, 14, 16, 17, "x", "5", "99999999H", "gzip", "br", .bytes([0]), .bytes([]), .null,
    .table(["x": 1]), .table(["a-bin": "!!"]), .array([]), .array(["a", 1, .null]), .double(.nan),
    .integer(.max), .integer(.min), true, .timestamp(.max),
    .string(String(repeating: "y", count: 9_000)),
  ]
  private static let names = [
    "grpc-deadline", "grpc-timeout", "grpc-status", "grpc-message", "grpc-trailers",
    "grpc-metadata", "grpc-sequence", "grpc-credit", "grpc-end", "grpc-calls", "grpc-encoding",
    "grpc-accept-encoding", "a-bin", "UPPER", "",
  ]

  /// What can be changed of a message.
  struct Parts {
    var body: [UInt8]
    var properties: AMQPProperties
    var redelivered: Bool

    /// The message as it would arrive.
    var delivery: AMQPDelivery {
      AMQPDelivery(
        content: AMQPContent(
          exchange: "rpc.callee", routingKey: "call", properties: self.properties, body: self.body),
        redelivered: self.redelivered, tag: DeliveryTag(opening: 1, channel: 1, number: 1),
        acknowledgements: nil)
    }
  }

  /// A good message of one of the kinds there are.
  mutating func original() -> Parts {
    var properties = AMQPProperties(
      contentType: "application/grpc", correlationID: "000102030405060708090a0b0c0d0e0f",
      replyTo: "reply.raw/key", type: "/clikc.test.v1.Scripted/Echo", userID: "raw")
    switch self.random.next() % 4 {
    case 0: break
    case 1:
      properties.headers = ["grpc-credit": 100_000, "grpc-end": true]
    case 2:
      properties.type = "stream"
      properties.replyTo = "rpc.callee/key"
      properties.headers = [
        "grpc-sequence": 0, "grpc-credit": 100_000, "grpc-metadata": .table(["a": "b"]),
      ]
    default:
      properties.type = nil
      properties.headers = ["grpc-status": 0, "grpc-trailers": .table(["a": "b"])]
    }
    return Parts(
      body: [0, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 0, 0], properties: properties, redelivered: false)
  }

  /// The next message, with one to four changes.
  mutating func next() -> AMQPDelivery {
    var parts = self.original()
    for _ in 0..<Int.random(in: 1...4, using: &self.random) { self.change(&parts) }
    return parts.delivery
  }

  private mutating func change(_ delivery: inout Parts) {
    switch self.random.next() % 8 {
    case 0: self.flip(&delivery.body)
    case 1: delivery.body.removeLast(Int.random(in: 0...delivery.body.count, using: &self.random))
    case 2:
      let count = Int.random(in: 0...24, using: &self.random)
      delivery.body = (0..<count).map { _ in UInt8.random(in: 0...255, using: &self.random) }
    case 3: delivery.properties.type = self.text()
    case 4: delivery.properties.replyTo = self.text()
    case 5: delivery.properties.correlationID = self.text()
    case 6: delivery.redelivered.toggle()
    default:
      let name = Self.names.randomElement(using: &self.random) ?? ""
      delivery.properties.headers[name] = Self.values.randomElement(using: &self.random)
    }
  }

  private mutating func text() -> String? { Self.texts.randomElement(using: &self.random) ?? nil }

  private mutating func flip(_ body: inout [UInt8]) {
    guard let index = body.indices.randomElement(using: &self.random) else { return }
    body[index] ^= 1 << UInt8.random(in: 0..<8, using: &self.random)
  }
}
