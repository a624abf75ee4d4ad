import EventEnvelopes
import Foundation
import SwiftProtobuf
import Testing

@Suite("An event's envelope")
struct EventEnvelopeTests {
  @Test("comes back as it was written")
  func roundTrip() throws {
    let envelope = try EventEnvelope(
      id: UUID(), event: Google_Protobuf_StringValue("leçon"), aggregateID: UUID(), version: 7,
      occurredAt: Date(timeIntervalSince1970: 1_764_000_000.25), traceParent: "00-ab-cd-01")

    let read = try EventEnvelope(serialized: try envelope.serialized())

    #expect(read == envelope)
    #expect(read.type == "google.protobuf.StringValue")
    #expect(try read.event(Google_Protobuf_StringValue.self).value == "leçon")
  }

  @Test("is refused when it is none", arguments: [[], [0xFF, 0xFF], Array("hello".utf8)])
  func garbage(bytes: [UInt8]) {
    #expect(throws: EventDefect.self) { try EventEnvelope(serialized: bytes) }
  }

  @Test("is refused around content of another kind")
  func wrongContent() throws {
    let envelope = try EventEnvelope(
      id: UUID(), event: Google_Protobuf_BytesValue(Data([0xFF])), aggregateID: UUID(), version: 1,
      occurredAt: Date())

    #expect(throws: EventDefect.self) { try envelope.event(Google_Protobuf_StringValue.self) }
  }

  @Test("is routed by its type without the first part of the package")
  func routingKey() {
    #expect(
      EventRouting.key(ofType: "clikc.identity.v1.AccountCreated") == "identity.v1.AccountCreated")
    #expect(EventRouting.key(ofType: "Plain") == "Plain")
  }
}

@Suite("A UUID of version 7")
struct Version7Tests {
  @Test("holds its time, its version and its variant")
  func layout() {
    let id = UUID.version7(at: Date(timeIntervalSince1970: 0x0123_4567_89AB / 1000))
    let text = id.uuidString

    #expect(
      UUID.version7(at: Date(timeIntervalSince1970: 0)).uuidString.hasPrefix("00000000-0000-7"))
    #expect(text.hasPrefix("01234567-8"))
    #expect(["8", "9", "A", "B"].contains(String(text.split(separator: "-")[3].prefix(1))))
  }

  @Test("sorts by time and is never the same twice")
  func order() {
    let start = Date(timeIntervalSince1970: 1_764_000_000)
    let ids = (0..<1000).map { UUID.version7(at: start + Double($0)).uuidString }

    #expect(ids == ids.sorted())
    #expect(Set((0..<1000).map { _ in UUID.version7(at: start) }).count == 1000)
  }
}
