import Testing

@testable import AMQP

@Suite("Frames become messages")
struct FrameAssemblerTests {
  private let envelope = InboundFrame.Envelope(exchange: "e", routingKey: "k")
  private let properties = AMQPProperties(type: "t")

  private func deliver(_ channel: UInt16) -> InboundFrame {
    .deliver(channel: channel, self.envelope, tag: 1, redelivered: false)
  }

  @Test("a message is whole when its last body frame is there", arguments: 1...5)
  func bodies(pieces: Int) throws {
    var assembler = FrameAssembler()
    #expect(try assembler.accept(self.deliver(1)) == nil)
    #expect(
      try assembler.accept(.header(channel: 1, size: UInt64(pieces * 2), self.properties)) == nil)
    for piece in 1..<pieces {
      #expect(try assembler.accept(.body(channel: 1, [UInt8(piece), 0])) == nil)
    }
    let message = try assembler.accept(.body(channel: 1, [UInt8(pieces), 0]))
    let body: [UInt8] = (1...pieces).flatMap { piece -> [UInt8] in [UInt8(piece), 0] }
    let content = AMQPContent(
      exchange: "e", routingKey: "k", properties: self.properties, body: body)
    #expect(message == .delivered(content, channel: 1, tag: 1, redelivered: false))
  }

  @Test("an empty body needs no body frame, and channels do not mix")
  func interleaved() throws {
    var assembler = FrameAssembler()
    _ = try assembler.accept(self.deliver(1))
    _ = try assembler.accept(
      .returned(channel: 2, self.envelope, code: 312, text: "NO_ROUTE"))
    _ = try assembler.accept(.header(channel: 1, size: 1, self.properties))
    let returned = try assembler.accept(.header(channel: 2, size: 0, self.properties))
    let empty = AMQPContent(
      exchange: "e", routingKey: "k", properties: self.properties, body: [])
    #expect(returned == .returned(empty, channel: 2, code: 312, text: "NO_ROUTE"))
    #expect(try assembler.accept(.body(channel: 1, [9])) != nil)
  }

  @Test("a closed channel drops its half message")
  func closed() throws {
    var assembler = FrameAssembler()
    _ = try assembler.accept(self.deliver(1))
    _ = try assembler.accept(.channelClosed(channel: 1, code: 404, text: ""))
    #expect(try assembler.accept(self.deliver(1)) == nil)
  }

  @Test("disorder ends the connection")
  func disorder() {
    let orders: [[InboundFrame]] = [
      [.body(channel: 1, [1])], [.header(channel: 1, size: 0, self.properties)],
      [self.deliver(1), self.deliver(1)], [self.deliver(1), .body(channel: 1, [1])],
      [self.deliver(1), .header(channel: 1, size: 1, self.properties), .body(channel: 1, [1, 2])],
      [self.deliver(1), .header(channel: 1, size: .max, self.properties)],
    ]
    for frames in orders {
      var assembler = FrameAssembler()
      #expect(throws: AMQPError.self) { for frame in frames { _ = try assembler.accept(frame) } }
    }
  }
}
