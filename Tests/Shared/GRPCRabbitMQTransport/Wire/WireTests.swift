import AMQP
import GRPCCore
import Testing

@testable import GRPCRabbitMQTransport

@Suite("Requests and responses as AMQP messages")
struct WireTests {
  private let address = WireRequest.Address(
    service: "identity", replyTo: "reply.web/k", user: "web")

  private func request(_ metadata: Metadata = [:], deadline: WireDeadline? = nil) -> WireRequest {
    WireRequest(
      id: CallID(high: 1, low: 255), path: "/s/m", metadata: metadata, deadline: deadline,
      message: [7])
  }

  @Test("a request has these properties and no others")
  func request() throws {
    let message = try self.request(["a": "b"], deadline: WireDeadline(milliseconds: 5_000))
      .encoded(to: self.address, now: 3_800)
    #expect(message.exchange == "rpc.identity")
    #expect(message.routingKey == "call")
    #expect(message.mandatory)
    #expect(message.body == [0, 0, 0, 0, 1, 7])
    #expect(
      message.properties
        == AMQPProperties(
          contentType: "application/grpc", deliveryMode: .transient,
          correlationID: "000000000000000100000000000000ff", replyTo: "reply.web/k",
          expiration: "1200", type: "/s/m", userID: "web", appID: "bundles",
          headers: ["grpc-deadline": 5_000, "grpc-accept-encoding": "gzip", "a": "b"]))
  }

  @Test("a response survives its way, whole")
  func response() throws {
    var trailers: Metadata = ["t": "1"]
    trailers.addBinary([0, 1], forKey: "problem-bin")
    let sent = WireResponse(
      metadata: ["m": "1"], message: [1, 2],
      status: Status(code: .notFound, message: "100 % é"), trailers: trailers)
    let message = try sent.encoded(
      to: WireAddress.Target(exchange: "reply.web", key: "k"), id: "i")
    #expect(message.properties.headers["grpc-status"] == 5)
    #expect(message.properties.headers["grpc-message"] == "100 %25 %C3%A9")
    let back = WireResponse(body: message.body, headers: message.properties.headers)
    #expect(back.metadata == sent.metadata)
    #expect(back.message == sent.message)
    #expect(back.status == sent.status)
    #expect(Set(back.trailers.map { "\($0)" }) == Set(trailers.map { "\($0)" }))
  }

  @Test(
    "a reply of another form becomes a status",
    arguments: [
      ([:], 2), (["grpc-status": "5"], 5), (["grpc-status": "x"], 2), (["grpc-status": 99], 2),
      (["grpc-status": .null], 2),
    ] as [([String: AMQPValue], Int)])
  func malformed(headers: [String: AMQPValue], code: Int) {
    #expect(WireResponse(body: [], headers: headers).status.code.rawValue == code)
    #expect(WireResponse(body: [9], headers: headers).status.code == .internalError)
  }

  @Test("binary metadata is also read from base64, padded or not")
  func base64() throws {
    for text in ["AP8=", "AP8"] {
      let metadata = try MetadataMapping.decode(["a-bin": .string(text)])
      #expect(Array(metadata[binaryValues: "a-bin"]) == [[0, 255]])
    }
  }

  @Test("names in capitals are written small, the transport's own are left out")
  func names() throws {
    let message = try self.request(["Upper": "1", "grpc-status": "0"]).encoded(to: self.address)
    #expect(message.properties.headers == ["upper": "1", "grpc-accept-encoding": "gzip"])
    #expect(throws: RPCError.self) {
      try self.request(["not a name": "1"]).encoded(to: self.address)
    }
  }

  @Test("metadata up to 8 KiB pass, counting 32 bytes an entry")
  func size() throws {
    let fits: Metadata = ["k": .string(String(repeating: "x", count: 8_192 - 33))]
    _ = try self.request(fits).encoded(to: self.address)
    let over: Metadata = ["k": .string(String(repeating: "x", count: 8_192 - 32))]
    #expect(throws: RPCError.self) { try self.request(over).encoded(to: self.address) }
  }

  @Test("call names are 32 hexadecimal digits")
  func callID() {
    let id = CallID.random()
    #expect(CallID(id.text) == id)
    #expect(id.text.utf8.count == 32)
    for text in [
      "", "0", id.text + "0", String(id.text.dropLast()) + "g", id.text.uppercased() + "F",
    ] {
      #expect(CallID(text) == nil)
    }
  }

  @Test("a deadline on the wire loses the time in queues, and no deadline overflows")
  func deadlines() {
    let wire = WireDeadline(remaining: .seconds(2), now: 1_000)
    #expect(wire.milliseconds == 3_000)
    #expect(wire.remaining(now: 2_500) == .milliseconds(500))
    #expect(wire.remaining(now: 4_000) == .seconds(-1))
    #expect(WireDeadline(remaining: .seconds(Int64.max), now: 1).milliseconds > 0)
    #expect(WireDeadline(milliseconds: .min).remaining(now: .max) < .zero)
  }

  @Test("only addresses of the form reply.<caller>/<key> are answered")
  func addresses() throws {
    let address = try #require(WireAddress.reply("reply.web/a/b"))
    #expect(address == WireAddress.Target(exchange: "reply.web", key: "a/b"))
    for text in ["", "reply.web", "events/x", "rpc.identity/call"] {
      #expect(WireAddress.reply(text) == nil)
    }
  }
}

@Suite("Admission of requests")
struct AdmissionTests {
  @Test("calls over the limit wait their turn")
  func limit() {
    var admission = Admission<Int>(limit: 2)
    #expect((1...4).map { admission.arrived("\($0)", $0) } == [.start, .start, .wait, .wait])
    #expect(admission.ended("1") == 3)
    #expect(admission.ended("2") == 4)
    #expect(admission.ended("3") == nil)
    #expect(admission.ended("4") == nil)
    #expect(admission.isEmpty)
  }

  @Test("a request whose cancellation came first never starts, nor a second of the same name")
  func dropped() {
    var admission = Admission<Int>(limit: 2)
    #expect(admission.cancel("1") == nil)
    #expect(admission.arrived("1", 1) == .drop)
    #expect(admission.arrived("2", 2) == .start)
    #expect(admission.arrived("2", 2) == .drop)
    #expect(admission.cancel("2") == 2)
  }

  @Test("of what waits only that is forgotten which the broker delivers again")
  func forgotten() {
    var admission = Admission<Int>(limit: 1)
    for number in 1...4 { _ = admission.arrived("\(number)", number) }
    admission.dropWaiting { $0 == 3 }
    #expect(admission.ended("1") == 3)
    #expect(admission.ended("3") == nil)
  }

  @Test("cancellations are remembered for a while, not for ever")
  func remembered() {
    var admission = Admission<Int>(limit: 1)
    for number in 0..<1_025 { _ = admission.cancel("\(number)") }
    #expect(!admission.isCancelled("0"))
    #expect(admission.isCancelled("1"))
  }
}
