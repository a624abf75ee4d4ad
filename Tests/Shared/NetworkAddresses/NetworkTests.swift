import NetworkAddresses
import Testing

@Suite("A network")
struct NetworkTests {
  @Test(
    "contains the addresses that share its bits",
    arguments: [
      (
        "10.0.0.0/8", ["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3"],
        ["9.255.255.255", "11.0.0.0"]
      ),
      ("172.30.81.0/24", ["172.30.81.1", "172.30.81.255"], ["172.30.80.255", "172.30.82.0"]),
      ("192.0.2.128/25", ["192.0.2.128", "192.0.2.255"], ["192.0.2.127"]),
      ("192.0.2.6/31", ["192.0.2.6", "192.0.2.7"], ["192.0.2.5", "192.0.2.8"]),
      ("192.0.2.7/32", ["192.0.2.7"], ["192.0.2.6", "192.0.2.8"]),
      ("192.0.2.7", ["192.0.2.7", "::ffff:192.0.2.7"], ["192.0.2.6", "::192.0.2.7"]),
      ("0.0.0.0/0", ["0.0.0.0", "255.255.255.255", "::ffff:1.2.3.4"], ["::", "2001:db8::1"]),
      (
        "2001:db8::/32", ["2001:db8::", "2001:DB8:ffff::1"],
        ["2001:db7::", "2001:db9::", "32.1.13.184"]
      ),
      ("2001:db8::/33", ["2001:db8:7fff::1"], ["2001:db8:8000::1"]),
      ("2001:db8::1", ["2001:db8::1", "2001:db8:0:0::1"], ["2001:db8::2"]),
      ("::/0", ["::", "2001:db8::1"], ["1.2.3.4", "::ffff:1.2.3.4"]),
      ("::ffff:10.0.0.0/104", ["10.9.8.7", "::ffff:10.9.8.7"], ["11.0.0.0"]),
      ("::ffff:10.1.2.3", ["10.1.2.3"], ["10.1.2.4"]),
    ] as [(String, [String], [String])])
  func contents(text: String, within: [String], outside: [String]) throws {
    let network = try #require(Network(text))
    for address in within {
      let host = try #require(HostAddress(address))
      #expect(network.contains(host), "\(address) is in \(text)")
    }
    for address in outside {
      let host = try #require(HostAddress(address))
      #expect(!network.contains(host), "\(address) is not in \(text)")
    }
  }

  @Test(
    "is nothing else",
    arguments: [
      "", "/", "/8", "office", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8",
      "10.0.0.0/ 8",
      "10.0.0.0/8/8", "10.0.0.0/255.0.0.0", "10.0.0/8", "10.1.0.0/8", "192.0.2.7/31",
      "2001:db8::/129",
      "2001:db8::1/32", "::ffff:10.0.0.0/8", "::ffff:10.0.0.0/95", "fe80::1%eth0",
      "10.0.0.0-10.0.0.9", " 10.0.0.0/8",
    ])
  func refused(text: String) {
    #expect(Network(text) == nil)
  }

  @Test("an address has one spelling")
  func spelling() {
    #expect(HostAddress("2001:0DB8:0:0::7")?.description == "2001:db8::7")
    #expect(HostAddress("::FFFF:192.0.2.7")?.description == "192.0.2.7")
    #expect(HostAddress("192.0.2.7")?.description == "192.0.2.7")
    #expect(HostAddress("::1")?.description == "::1")
  }
}
