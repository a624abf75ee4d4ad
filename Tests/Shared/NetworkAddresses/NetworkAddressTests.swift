import NetworkAddresses
import Testing

@Suite("A network address")
struct NetworkAddressTests {
  @Test("counts by its /64 in IPv6, and whole in IPv4, also when written as IPv6")
  func addresses() throws {
    let one = try #require(NetworkAddress("2001:db8:1:2::1"))
    #expect(NetworkAddress("2001:db8:1:2:ffff::9") == one)
    #expect(NetworkAddress("2001:db8:1:3::1") != one)
    #expect(one.bytes == [0x20, 1, 0x0D, 0xB8, 0, 1, 0, 2])
    #expect(NetworkAddress("::ffff:192.0.2.7") == NetworkAddress("192.0.2.7"))
    #expect(NetworkAddress("192.0.2.7")?.bytes == [192, 0, 2, 7])
    #expect(NetworkAddress("192.0.2.8") != NetworkAddress("192.0.2.7"))
    for text in ["office", "", "no address", "192.0.2", "1.2.3.4 "] {
      #expect(NetworkAddress(text) == nil)
    }
  }
}
