import AMQP
import GRPCCore
import TestSupport
import Testing

@testable import GRPCRabbitMQTransport

@Suite("Requests that are not of the protocol's form")
struct BrokenRequestTests {
  @Test("each is answered with the status the protocol names")
  func statuses() async throws {
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, Scripted(handlers: ["Echo": Scripted.echo])) { call, parts in
        let peer = try await RawPeer(parts.calling)
        let cases: [(Int64, (inout AMQPMessage) -> Void)] = [
          (0, { _ in }),
          (0, { $0.properties.headers["grpc-timeout"] = "5S" }),
          (0, { $0.properties.headers["unknown"] = .table(["a": 1]) }),
          (4, { $0.properties.headers["grpc-timeout"] = "0n" }),
          (13, { $0.body = [] }), (13, { $0.body = [0, 0, 0, 0, 2, 7] }),
          (13, { $0.body += [0] }), (13, { $0.body[0] = 1 }),
          (
            12,
            {
              $0.body[0] = 1
              $0.properties.headers["grpc-encoding"] = "br"
            }
          ),
          (
            13,
            {
              $0.body[0] = 1
              $0.properties.headers["grpc-encoding"] = "gzip"
            }
          ),
          (8, { $0.body = [0, 255, 255, 255, 255, 7] }),
          (13, { $0.properties.type = nil }), (13, { $0.properties.type = "Echo" }),
          (12, { $0.properties.type = "/none/Echo" }),
          (8, { $0.properties.headers["big"] = .string(String(repeating: "x", count: 9_000)) }),
        ]
        for (expected, change) in cases {
          let status = try await peer.status(peer.request("Echo", change))
          #expect(status == expected)
        }
        _ = try await call()
      }
    }
  }

  @Test("a thousand mutated requests and replies leave both sides at work")
  func fuzz() async throws {
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, Scripted(handlers: ["Echo": Scripted.echo])) { call, parts in
        let peer = try await RawPeer(parts.calling)
        var random = SystemRandomNumberGenerator()
        let texts: [String?] = [
          nil, "", "x", "reply.raw/", "reply./", "/", "//", "/a/b", "é/\u{0}",
        ]
        let values: [AMQPValue] = [
          1, -1, "x", "99999999H", .bytes([0]), .table(["x": 1]), .array([]), .null, .double(1),
          .integer(.max), .integer(.min),
        ]
        let headers = [
          "grpc-deadline", "grpc-timeout", "grpc-status", "grpc-trailers", "a-bin", "UPPER", "",
        ]
        for _ in 0..<1_000 {
          let message = peer.request { message in
            for _ in 0..<Int.random(in: 1...3, using: &random) {
              switch Int.random(in: 0..<5, using: &random) {
              case 0:
                message.body = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                  UInt8.random(in: 0...255, using: &random)
                }
              case 1: message.properties.type = texts.randomElement(using: &random) ?? nil
              case 2: message.properties.replyTo = texts.randomElement(using: &random) ?? nil
              case 3: message.properties.correlationID = texts.randomElement(using: &random) ?? nil
              default:
                let name = headers.randomElement(using: &random) ?? ""
                message.properties.headers[name] = values.randomElement(using: &random)
              }
            }
          }
          try await parts.calling.publish(message)
          var reply = message
          (reply.exchange, reply.mandatory) = ("reply.caller", false)
          try await parts.calling.publish(reply)
        }
        let last = try await peer.status(peer.request())
        #expect(last == 0)
        _ = try await call()
      }
    }
  }
}
