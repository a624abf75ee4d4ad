import GRPCRabbitMQTransport
import Testing

@Suite("grpc-timeout")
struct TimeoutEncodingTests {
  @Test(
    "the finest unit of eight digits is used, rounded down",
    arguments: [
      (Duration.zero, "0n"), (.seconds(-1), "0n"), (.nanoseconds(99_999_999), "99999999n"),
      (.milliseconds(100), "100000u"), (.seconds(10), "10000000u"), (.seconds(100), "100000m"),
      (.nanoseconds(100_000_999), "100000u"), (.seconds(200_000), "200000S"),
      (.seconds(100_000_059), "1666667M"), (.seconds(3_600 * 200_000_000), "99999999H"),
    ])
  func encode(timeout: Duration, text: String) {
    #expect(TimeoutEncoding.encode(timeout) == text)
  }

  @Test(
    "every unit is read",
    arguments: [
      ("1H", Duration.seconds(3_600)), ("2M", .seconds(120)), ("3S", .seconds(3)),
      ("4m", .milliseconds(4)), ("5u", .microseconds(5)), ("6n", .nanoseconds(6)),
      ("99999999H", .seconds(359_999_996_400)), ("00000000S", .zero),
    ])
  func decode(text: String, timeout: Duration) {
    #expect(TimeoutEncoding.decode(text) == timeout)
  }

  @Test(
    "another form is refused",
    arguments: ["", "S", "5", "123456789S", "-1S", "+1S", "1.5S", "1 S", "1s", "١S"])
  func refuse(text: String) {
    #expect(TimeoutEncoding.decode(text) == nil)
  }
}
