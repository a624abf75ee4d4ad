import TestSupport
import Testing

@testable import AMQP

@Suite("Messages in bundles")
struct BundleTests {
  private func message(
    _ number: Int, exchange: String = "e", key: String = "k", replyTo: String? = "r"
  ) -> AMQPMessage {
    var message = AMQPMessage(
      exchange: exchange, routingKey: key,
      body: [UInt8](repeating: UInt8(number % 256), count: number),
      properties: AMQPProperties(
        correlationID: "\(number)", replyTo: replyTo, expiration: "100", type: "/s/m", userID: "u",
        headers: ["n": .integer(Int64(number)), "text": "é", "list": .array(["a", 1])]))
    message.mayBeBundled = true
    return message
  }

  @Test("only messages that go the same way are put together, in their order")
  func sorted() {
    var packer = BundlePacker()
    for (number, exchange) in ["a", "b", "a", "a", "b"].enumerated() {
      #expect(packer.add(self.message(number, exchange: exchange)) == nil)
    }
    #expect(packer.add(self.message(5, exchange: "a", key: "other")) == nil)
    #expect(packer.add(self.message(6, exchange: "a", replyTo: "s")) == nil)
    let numbers = { (parcels: [[AMQPMessage]]) in parcels.map { $0.map(\.properties.correlationID) }
    }
    #expect(numbers(packer.take(exchange: "b")) == [["1", "4"]])
    #expect(numbers(packer.takeAll()) == [["0", "2", "3"], ["5"], ["6"]])
    #expect(packer.isEmpty)
  }

  @Test("a parcel is full at 32, and a large message travels alone")
  func limits() throws {
    var packer = BundlePacker()
    for number in 1..<32 { #expect(packer.add(self.message(number)) == nil) }
    let added = packer.add(self.message(32))
    let full = try #require(added)
    #expect(full.count == 32)
    #expect(packer.isEmpty)
    #expect(BundlePacker.takes(self.message(AMQPBundle.maximumMember)))
    #expect(!BundlePacker.takes(self.message(AMQPBundle.maximumMember + 1)))
    var single = self.message(1)
    single.mayBeBundled = false
    #expect(!BundlePacker.takes(single))
  }

  /// A bundle as it arrives, with these bytes.
  private func bundle(_ body: [UInt8], user: String? = "u") -> AMQPContent {
    AMQPContent(
      exchange: "e", routingKey: "k",
      properties: AMQPProperties(
        contentType: AMQPBundle.contentType, replyTo: "r", userID: user, appID: "a"), body: body)
  }

  private func written(_ messages: [AMQPMessage]) -> [UInt8] {
    let coder = BundleCoder()
    let arena = WireArena()
    for message in messages { #expect(coder.append(message, arena: arena)) }
    return Array(coder.body)
  }

  @Test("members come out as they went in; sender and reply address are the bundle's")
  func roundTrip() throws {
    let messages = (0..<32).map { self.message($0 * 100) }
    let members = try #require(BundleCoder().members(of: self.bundle(self.written(messages))))
    #expect(members.count == messages.count)
    for (member, message) in zip(members, messages) {
      #expect(member.body == message.body)
      #expect(member.properties.correlationID == message.properties.correlationID)
      #expect(member.properties.type == message.properties.type)
      #expect(member.properties.headers == message.properties.headers)
      #expect(member.properties.replyTo == "r")
      #expect(member.properties.userID == "u")
      #expect(member.properties.appID == "a")
    }
  }

  @Test("a member that names another sender is not believed")
  func forged() throws {
    // Property flags with user_id alone, and the user "root".
    let body: [UInt8] = [0, 0, 0, 7, 0x00, 0x10, 4] + Array("root".utf8) + [0, 0, 0, 0]
    let members = try #require(BundleCoder().members(of: self.bundle(body)))
    #expect(members.map(\.properties.userID) == ["u"])
    #expect(
      BundleCoder().members(of: self.bundle(body, user: nil))?.first?.properties.userID == nil)
  }

  @Test("what is cut short, too long, too many or empty is no bundle")
  func malformed() {
    let coder = BundleCoder()
    let body = self.written([self.message(3), self.message(5)])
    let first = self.written([self.message(3)]).count
    for count in 0..<body.count where count != first {
      #expect(coder.members(of: self.bundle(Array(body[..<count]))) == nil, "\(count) bytes")
    }
    #expect(coder.members(of: self.bundle([255, 255, 255, 255])) == nil)
    let single = self.written([self.message(1)])
    let many = (0...AMQPBundle.maximumCount).flatMap { _ in single }
    #expect(coder.members(of: self.bundle(many)) == nil)
    #expect(coder.members(of: self.bundle(Array(many.dropLast(single.count))))?.count == 32)
  }

  @Test("what does not fit is not half written")
  func full() {
    let coder = BundleCoder()
    let arena = WireArena()
    var count = 0
    while coder.append(self.message(AMQPBundle.maximumMember), arena: arena) { count += 1 }
    #expect(count == AMQPBundle.maximumBody / AMQPBundle.maximumMember)
    #expect(coder.members(of: self.bundle(Array(coder.body)))?.count == count)
    var large = self.message(1)
    large.properties.headers["x"] = .bytes(
      [UInt8](repeating: 1, count: AMQPBundle.maximumProperties))
    coder.reset()
    #expect(!coder.append(large, arena: arena))
  }

  @Test("a thousand spoilt bundles crash no reader; none grows, and none changes its sender")
  func spoilt() {
    var random = SeededGenerator(seed: 32)
    var read = 0
    let coder = BundleCoder()
    let body = self.written([self.message(3), self.message(50), self.message(0)])
    for _ in 0..<1_000 {
      var spoilt = body
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        spoilt[Int.random(in: 0..<spoilt.count, using: &random)] = .random(
          in: .min ... .max, using: &random)
      }
      guard let members = coder.members(of: self.bundle(spoilt)) else { continue }
      read += 1
      #expect(members.reduce(0) { $0 + $1.body.count + 8 } <= spoilt.count)
      #expect(members.allSatisfy { $0.properties.userID == "u" && $0.properties.replyTo == "r" })
    }
    #expect((1..<1_000).contains(read), "some can still be read, and some cannot")
  }
}
