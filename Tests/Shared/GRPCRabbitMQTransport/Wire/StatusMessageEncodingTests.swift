import GRPCRabbitMQTransport
import Testing

@Suite("Percent-encoding of grpc-message")
struct StatusMessageEncodingTests {
  @Test(
    "a text is encoded as the protocol says, and back",
    arguments: [
      ("", ""), ("a b~", "a b~"), ("100%", "100%25"), ("é\n", "%C3%A9%0A"),
      ("درس", "%D8%AF%D8%B1%D8%B3"),
    ])
  func roundTrip(text: String, encoded: String) {
    #expect(StatusMessageEncoding.encode(text) == encoded)
    #expect(StatusMessageEncoding.decode(encoded) == text)
  }

  @Test(
    "a broken encoding is never an error",
    arguments: [("%", "%"), ("a%4", "a%4"), ("%zz", "%zz"), ("%c3%a9", "é"), ("%FF", "\u{FFFD}")])
  func broken(encoded: String, text: String) {
    #expect(StatusMessageEncoding.decode(encoded) == text)
  }
}
