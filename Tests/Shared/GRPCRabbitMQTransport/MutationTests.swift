import Compression
import Foundation
import GRPCCore
import Logging
import TestSupport
import Testing

@testable import AMQP
@testable import GRPCRabbitMQTransport

@Suite("M14: mutated messages of the wire")
struct MutationTests {
  /// CLIKC_TEST_MUTATIONS says how many; the bar asks for a million, which takes minutes in a debug build.
  private static let count =
    ProcessInfo.processInfo.environment["CLIKC_TEST_MUTATIONS"].flatMap { Int($0) } ?? 34_000

  /// What a reader may say of a message that is not right, or of a method that is not there.
  private static let refusals: Set<Status.Code> = [
    .internalError, .unimplemented, .resourceExhausted, .deadlineExceeded, .unavailable,
  ]

  @Test(
    "as requests: none crashes a server, each is taken, refused as the protocol says, or dropped")
  func requests() throws {
    let amqp = try AMQPClient(
      AMQPConfiguration(url: "amqp://127.0.0.1:1/", connectionName: "m"), logger: .init(label: "m"))
    var wire = MutatedWire(random: SeededGenerator(seed: 14))
    var rules = ServerRules()
    rules.methods["clikc.test.v1.Scripted/Echo"] = .scripted("Echo")
    var seen = (taken: 0, refused: 0, dropped: 0)
    for _ in 0..<Self.count {
      switch ServerCall.read(wire.next(), rules: rules, amqp: amqp) {
      case .call: seen.taken += 1
      case .refused(_, let response):
        seen.refused += 1
        if !Self.refusals.contains(response.status.code) {
          Issue.record("refused with \(response.status)")
        }
      case .probe, .unanswerable: seen.dropped += 1
      }
    }
    #expect(min(seen.taken, seen.refused, seen.dropped) > Self.count / 50)
  }

  @Test(
    "as replies and frames of a stream: none crashes a caller, each goes on, ends or fails the call"
  )
  func replies() {
    var wire = MutatedWire(random: SeededGenerator(seed: 15))
    var seen = (goesOn: 0, over: 0, failed: 0)
    for _ in 0..<Self.count {
      let delivery = wire.next()
      _ = WireResponse(body: delivery.body, headers: delivery.properties.headers)
      switch ClientStream(sendsFrames: true).receive(delivery, from: "rpc.callee") {
      case .goesOn: seen.goesOn += 1
      case .isOver: seen.over += 1
      case .failed(let response):
        seen.failed += 1
        if !Self.refusals.contains(response.status.code) {
          Issue.record("failed with \(response.status)")
        }
      }
    }
    #expect(min(seen.goesOn, seen.over, seen.failed) > Self.count / 50)
  }

  @Test("as frames of a caller: none crashes a server")
  func frames() {
    var wire = MutatedWire(random: SeededGenerator(seed: 16))
    var failed = 0
    for number in 0..<Self.count {
      let stream = ServerStream(granted: Int64(number), isComplete: false)
      var first = wire.original()
      first.properties.headers["grpc-sequence"] = 1
      _ = stream.receive(first.delivery)
      if stream.receive(wire.next()) != nil { failed += 1 }
    }
    #expect(failed > Self.count / 50)
  }

  @Test("a compressed message that would fill the memory is refused at 4 MiB")
  func bomb() throws {
    let zeros = [UInt8](repeating: 0, count: 64 * 1024 * 1024)
    let small = try #require(Gzip.deflated(zeros))
    let prefix = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: small.count >> $0) }
    let error = #expect(throws: RPCError.self) {
      try MessageFramer.single([1] + prefix + small, encoding: "gzip")
    }
    #expect(small.count < 1024 * 1024)
    #expect(error?.code == .resourceExhausted)
    for broken in [[], [1, 2, 3], Array(small.dropLast(9)), small + [0]] as [[UInt8]] {
      #expect(throws: Gzip.Failure.self) { try Gzip.inflated(broken, limit: 100_000_000) }
    }
    let text = Array("once and once again ".utf8)
    let many = (0..<4096).flatMap { _ in text }
    let packed = try #require(Gzip.deflated(many))
    #expect(try Gzip.inflated(packed, limit: many.count) == many)
  }
}
