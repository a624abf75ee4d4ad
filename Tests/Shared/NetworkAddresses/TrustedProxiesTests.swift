import NetworkAddresses
import Testing

@Suite("Trusted proxies")
struct TrustedProxiesTests {
  /// Who connected, what X-Forwarded-For says, and who asks.
  struct Row: Sendable {
    let peer: String
    let forwarded: [String]
    let client: String

    init(_ peer: String, _ forwarded: [String], _ client: String) {
      self.peer = peer
      self.forwarded = forwarded
      self.client = client
    }
  }

  @Test(
    "with none named, this machine's own word is believed and no other",
    arguments: [
      Row("127.0.0.1", [], "127.0.0.1"),
      Row("127.0.0.1", ["198.51.100.7"], "198.51.100.7"),
      Row("127.8.0.1", ["198.51.100.7"], "198.51.100.7"),
      Row("::1", ["2001:DB8::7"], "2001:db8::7"),
      Row("::ffff:127.0.0.1", ["198.51.100.7"], "198.51.100.7"),
      Row("127.0.0.1", ["192.0.2.66, 198.51.100.7"], "198.51.100.7"),
      Row("172.30.81.5", ["198.51.100.7"], "172.30.81.5"),
      Row("203.0.113.5", ["198.51.100.7"], "203.0.113.5"),
    ])
  func loopback(row: Row) throws {
    #expect(TrustedProxies().client(peer: row.peer, forwarded: row.forwarded) == row.client)
    #expect(try TrustedProxies("").client(peer: row.peer, forwarded: row.forwarded) == row.client)
  }

  @Test(
    "the list is believed from the right, up to the first who is not trusted",
    arguments: [
      // Nobody's word but that of the proxies.
      Row("203.0.113.5", ["198.51.100.7"], "203.0.113.5"),
      Row("172.30.82.5", ["198.51.100.7"], "172.30.82.5"),
      Row("2001:db8:2::1", ["198.51.100.7"], "2001:db8:2::1"),
      // One proxy, in each way of writing it.
      Row("172.30.81.5", ["198.51.100.7"], "198.51.100.7"),
      Row("::ffff:172.30.81.5", ["198.51.100.7"], "198.51.100.7"),
      Row("2001:db8:1::9", ["198.51.100.7"], "198.51.100.7"),
      Row("192.0.2.1", ["198.51.100.7"], "198.51.100.7"),
      Row("172.30.81.5", [], "172.30.81.5"),
      // Left of the visitor stands what the visitor wrote.
      Row("172.30.81.5", ["192.0.2.66, 198.51.100.7"], "198.51.100.7"),
      Row("172.30.81.5", ["127.0.0.1, 198.51.100.7"], "198.51.100.7"),
      Row("172.30.81.5", ["nonsense, 198.51.100.7"], "198.51.100.7"),
      // Several proxies, in one header or several.
      Row("172.30.81.5", ["192.0.2.66, 198.51.100.7, 192.0.2.1"], "198.51.100.7"),
      Row("172.30.81.5", ["198.51.100.7", "192.0.2.1,172.30.81.1"], "198.51.100.7"),
      Row("172.30.81.5", ["198.51.100.7 ,\t::ffff:192.0.2.1"], "198.51.100.7"),
      Row("172.30.81.5", ["192.0.2.1, 198.51.100.7, 172.30.81.1"], "198.51.100.7"),
      Row("127.0.0.1", ["198.51.100.7, 172.30.81.1"], "198.51.100.7"),
      // A visitor on a proxy's own machine.
      Row("172.30.81.5", ["172.30.81.1"], "172.30.81.1"),
      Row("172.30.81.5", ["192.0.2.1, 127.0.0.1"], "192.0.2.1"),
      // What cannot be read tells nothing.
      Row("172.30.81.5", ["nonsense"], "172.30.81.5"),
      Row("172.30.81.5", ["198.51.100.7:443"], "172.30.81.5"),
      Row("172.30.81.5", ["198.51.100.7, "], "172.30.81.5"),
      Row("172.30.81.5", ["198.51.100.7, unknown, 192.0.2.1"], "172.30.81.5"),
      Row("172.30.81.5", [""], "172.30.81.5"),
    ])
  func named(row: Row) throws {
    let proxies = try TrustedProxies("172.30.81.0/24, 2001:db8:1::/48,192.0.2.1")
    #expect(proxies.client(peer: row.peer, forwarded: row.forwarded) == row.client)
  }

  @Test(
    "a list with anything else is refused, and the entry named",
    arguments: [
      ("proxy", "proxy"), ("10.0.0.0/8,proxy", "proxy"), ("10.0.0.0/8,", ""), (",", ""), (" ", ""),
      ("10.0.0.0/40", "10.0.0.0/40"), ("10.0.0.0/8 192.0.2.1", "10.0.0.0/8 192.0.2.1"),
    ])
  func unreadable(list: String, entry: String) {
    do {
      _ = try TrustedProxies(list)
      Issue.record("'\(list)' was taken")
    } catch {
      #expect(error.entry == entry)
      #expect(error.description.contains("'\(entry)'"))
    }
  }
}
