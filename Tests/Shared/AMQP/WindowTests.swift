import Testing

@testable import AMQP

@Suite("Confirms, acknowledgements, waits and addresses")
struct WindowTests {
  private func window(_ count: Int) -> ConfirmWindow<Int> {
    var window = ConfirmWindow<Int>()
    for number in 1...count {
      window.published(number, messageID: "m\(number)", now: Int64(number))
    }
    return window
  }

  @Test("confirms may come out of order and for several")
  func confirms() {
    var window = self.window(5)
    #expect(window.settle(tag: 3, multiple: false, refused: false, now: 10).map(\.waiter) == [3])
    #expect(
      window.settle(tag: 4, multiple: true, refused: false, now: 10).map(\.waiter) == [1, 2, 4])
    #expect(window.settle(tag: 4, multiple: false, refused: false, now: 10).isEmpty)
    #expect(window.settle(tag: 9, multiple: true, refused: false, now: 10).isEmpty)
    let last = window.settle(tag: 5, multiple: false, refused: true, now: 10)
    #expect(last.map(\.error) == [.rejected])
    #expect(window.count == 0)
  }

  @Test("a return before the ack makes the outcome 'returned'")
  func returned() {
    var window = self.window(2)
    let error = AMQPError.returned(code: 312, text: "NO_ROUTE")
    window.returned(messageID: "m1", error)
    #expect(
      window.settle(tag: 2, multiple: true, refused: false, now: 10).map(\.error) == [error, nil])
  }

  @Test("without an answer the outcome is unknown")
  func unknown() {
    var window = self.window(3)
    #expect(window.expired(before: 3).map(\.waiter) == [1, 2])
    #expect(window.expired(before: 3).isEmpty)
    #expect(window.abandon().map(\.error) == [.unknownOutcome])
    window.published(4, messageID: "m4", now: 0)
    #expect(window.settle(tag: 1, multiple: false, refused: false, now: 10).map(\.waiter) == [4])
  }

  @Test("a broker that says nothing of any message is silent; one that passes over some is not")
  func silence() {
    var window = self.window(3)
    #expect(!window.isSilent(since: 1))
    #expect(window.isSilent(since: 2))

    _ = window.settle(tag: 2, multiple: false, refused: false, now: 7)
    #expect(!window.isSilent(since: 7))
    #expect(window.isSilent(since: 8))

    _ = window.settle(tag: 3, multiple: true, refused: true, now: 8)
    #expect(!window.isSilent(since: 100))
  }

  @Test("acknowledgements are joined only as far as no delivery is left out")
  func acknowledgements() {
    var batch = AcknowledgementBatch()
    func flush() -> [String] { batch.flush().map { "\($0.tag)\($0.multiple ? "+" : "")" } }
    for tag: UInt64 in [2, 1, 3, 5] { batch.ack(tag) }
    #expect(flush() == ["3+", "5"])
    batch.ack(4)
    #expect(flush() == ["4+"])
    batch.nacked(6)
    batch.ack(7)
    #expect(flush() == ["7+"])
    #expect(flush().isEmpty)
  }

  @Test("the waits between attempts grow to two seconds and start again")
  func backoff() {
    var backoff = Backoff()
    let waits = (0..<8).map { _ in backoff.next(random: { 1 }) }
    #expect(waits.prefix(3) == [.milliseconds(100), .milliseconds(200), .milliseconds(400)])
    #expect(waits.suffix(2) == [.seconds(2), .seconds(2)])
    backoff.reset()
    #expect(backoff.next(random: { 0.5 }) == .milliseconds(50))
  }

  @Test(
    "an address is read with AMQP's defaults",
    arguments: [
      ("amqp://h", "h 5672 / guest"), ("amqp://u:p%40@h:1/clikc", "h 1 clikc u"),
      ("amqp://h/%2f", "h 5672 / guest"), ("amqps://h/v?cacertfile=/ca.pem", "h 5671 v guest"),
    ])
  func addresses(url: String, expected: String) throws {
    let address = try BrokerAddress(url)
    #expect("\(address.host) \(address.port) \(address.virtualHost) \(address.user)" == expected)
  }

  @Test(
    "another address is refused", arguments: ["", "h", "http://h", "amqps://h", "amqp://h/a/b"])
  func invalid(url: String) {
    #expect(throws: AMQPError.self) { try BrokerAddress(url) }
  }
}
