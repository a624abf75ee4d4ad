import GRPCRabbitMQTransport
import Testing

@Suite("gRPC length-prefixed messages")
struct MessageFramingTests {
  @Test("a message carries flag 0 and its length, big-endian")
  func prefix() throws {
    #expect(try MessageFramer.frame([]) == [0, 0, 0, 0, 0])
    #expect(try MessageFramer.frame([7, 8]) == [0, 0, 0, 0, 2, 7, 8])
    let long = try MessageFramer.frame(Array(repeating: 1, count: 0x010203))
    #expect(Array(long.prefix(5)) == [0, 0, 1, 2, 3])
  }

  @Test("messages come out whole however the bytes are cut", arguments: 1...12)
  func cuts(size: Int) throws {
    let messages: [[UInt8]] = [[1, 2, 3], [], [4], Array(5...20)]
    let wire = try messages.flatMap { try MessageFramer.frame($0) }
    var deframer = MessageDeframer()
    var read: [[UInt8]] = []
    for start in stride(from: 0, to: wire.count, by: size) {
      deframer.append(Array(wire[start..<min(start + size, wire.count)]))
      while let message = try deframer.next() { read.append(message) }
    }
    #expect(read == messages)
    try deframer.finish()
  }

  @Test("4 MiB passes, one byte more does not")
  func limit() throws {
    let largest = [UInt8](repeating: 9, count: MessageFramer.maximumLength)
    var deframer = MessageDeframer()
    deframer.append(try MessageFramer.frame(largest))
    #expect(try deframer.next() == largest)
    #expect(throws: FramingError.messageTooLarge(length: largest.count + 1)) {
      try MessageFramer.frame(largest + [0])
    }
  }

  @Test("a length over the limit is refused before the body arrives")
  func announcedLength() {
    var deframer = MessageDeframer()
    deframer.append([0, 0, 0x40, 0, 1])
    #expect(throws: FramingError.messageTooLarge(length: 4_194_305)) { try deframer.next() }
  }

  @Test("a compressed message is refused")
  func flag() {
    var deframer = MessageDeframer()
    deframer.append([1])
    #expect(throws: FramingError.unsupportedFlag(1)) { try deframer.next() }
  }

  @Test("an end inside a message is an error")
  func truncated() throws {
    var deframer = MessageDeframer()
    deframer.append([0, 0, 0, 0, 2, 7])
    #expect(try deframer.next() == nil)
    #expect(throws: FramingError.incomplete(remaining: 6)) { try deframer.finish() }
  }
}
